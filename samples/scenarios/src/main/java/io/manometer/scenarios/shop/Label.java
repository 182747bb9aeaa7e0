package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.MapFunction;

/** Puts the price class in front of the note. */
public final class Label implements MapFunction<Purchase, Purchase> {

  @Override
  public Purchase map(Purchase purchase) {
    String priceClass = purchase.cents() < 5_000 ? "small " : purchase.cents() < 50_000 ? "medium " : "large ";
    return purchase.withNote(priceClass + purchase.note());
  }
}
