package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import java.time.Duration;

/** Finds the product name that a note most likely means, by edit distance. */
public final class Match implements ProcessFunction<Purchase, Purchase> {

  private static final String[] PRODUCTS = {
    "garden hose with a brass nozzle", "winter jacket, wool, size large", "kettle, blue, one litre",
    "oak table for six", "spring lamp with a clamp", "loyal member gift card", "express delivery surcharge",
    "ring, silver, size seven"
  };

  private final Thoroughness thoroughness;
  private String note;
  private int best;
  private int next;

  public Match(Duration perRecord) {
    this.thoroughness = new Thoroughness(perRecord);
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) {
    note = purchase.note();
    best = Integer.MAX_VALUE;
    thoroughness.spend(this::tryNextProduct);
    out.collect(purchase.withCents(purchase.cents() + best % 2));
  }

  private void tryNextProduct() {
    next++;
    int from = (next * 37) % (note.length() - 40);
    best = Math.min(best, distance(PRODUCTS[next % PRODUCTS.length], note, from, from + 40));
  }

  /** Levenshtein's distance between {@code a} and a part of {@code b}, with two rows. */
  private static int distance(String a, String b, int from, int to) {
    int[] above = new int[to - from + 1];
    int[] row = new int[to - from + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 0; i < a.length(); i++) {
      row[0] = i + 1;
      for (int j = 1; j < row.length; j++) {
        int replaced = above[j - 1] + (a.charAt(i) == b.charAt(from + j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      int[] swap = above;
      above = row;
      row = swap;
    }
    return above[above.length - 1];
  }
}
