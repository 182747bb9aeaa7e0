package io.manometer.scenarios.shop;

import io.manometer.creditflow.window.TimeWindow;
import io.manometer.creditflow.window.WindowFunction;

/** One statement for each customer and window: the notes of the purchases, one behind the other, and their sum. */
public final class Statement implements WindowFunction<String, Purchase, Statement.Draft, Purchase> {

  /** What is known of a customer's statement so far. */
  public static final class Draft {
    private final StringBuilder notes = new StringBuilder();
    private long cents;
  }

  @Override
  public Draft create() {
    return new Draft();
  }

  @Override
  public Draft add(Draft draft, Purchase purchase) {
    draft.notes.append(purchase.note());
    draft.cents += purchase.cents();
    return draft;
  }

  @Override
  public Purchase result(String customer, TimeWindow window, Draft draft) {
    return new Purchase(window.startMillis(), customer, draft.cents, draft.notes.toString());
  }
}
