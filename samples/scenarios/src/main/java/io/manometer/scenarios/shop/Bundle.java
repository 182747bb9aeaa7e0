package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import java.time.Duration;
import java.util.Arrays;

/** Finds the best bundle of offers that fits the price of a purchase: a knapsack, solved by dynamic programming. */
public final class Bundle implements ProcessFunction<Purchase, Purchase> {

  private static final int[] PRICES = {7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47};
  private static final int MOST = 900;

  private final Thoroughness thoroughness;
  private final int[] bestWithin = new int[MOST + 1];
  private int offer;
  private int bonus;

  public Bundle(Duration perRecord) {
    this.thoroughness = new Thoroughness(perRecord);
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) {
    Arrays.fill(bestWithin, 0);
    bonus = (int) (purchase.id() % 5);
    thoroughness.spend(this::considerNextOffer);
    out.collect(purchase.withCents(purchase.cents() - bestWithin[(int) Math.min(MOST, purchase.cents() / 100)] % 2));
  }

  private void considerNextOffer() {
    offer++;
    int price = PRICES[offer % PRICES.length];
    int value = price + offer % 7 + bonus;
    for (int within = MOST; within >= price; within--) {
      bestWithin[within] = Math.max(bestWithin[within], bestWithin[within - price] + value);
    }
  }
}
