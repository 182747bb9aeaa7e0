package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.MapFunction;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes notes in one way: lower case, numbers of more than two digits masked. */
public final class Normalize implements MapFunction<Purchase, Purchase> {

  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{3,}");

  @Override
  public Purchase map(Purchase purchase) {
    String lower = purchase.note().toLowerCase(Locale.ROOT);
    return purchase.withNote(LONG_NUMBER.matcher(lower).replaceAll("#"));
  }
}
