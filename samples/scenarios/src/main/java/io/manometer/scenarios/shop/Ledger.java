package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import java.util.HashMap;
import java.util.Map;

/** Sums up what each customer has spent; passes each purchase on with the sum so far. */
public final class Ledger implements ProcessFunction<Purchase, Purchase> {

  private final Map<String, Long> spent = new HashMap<>();

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) {
    out.collect(purchase.withCents(spent.merge(purchase.customer(), purchase.cents(), Long::sum)));
  }
}
