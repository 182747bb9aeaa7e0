package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import java.time.Duration;

/** Works out the discount of a purchase; the contract of the wholesale customer makes that a longer task. */
public final class Discount implements ProcessFunction<Purchase, Purchase> {

  private static final String WHOLESALE = "customer-0";

  private final Bundle retail;
  private final Bundle wholesale;

  public Discount(Duration perRetailRecord, Duration perWholesaleRecord) {
    this.retail = new Bundle(perRetailRecord);
    this.wholesale = new Bundle(perWholesaleRecord);
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) {
    (purchase.customer().equals(WHOLESALE) ? wholesale : retail).process(purchase, out);
  }
}
