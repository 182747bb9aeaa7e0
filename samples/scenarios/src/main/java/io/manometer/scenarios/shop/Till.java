package io.manometer.scenarios.shop;

import io.manometer.creditflow.source.Generator;

/** Rings up purchases: the same ones for the same numbers, in every run. */
public final class Till implements Generator<Purchase> {

  private static final String[] WORDS = {
    "blue", "kettle", "return", "gift", "express", "garden", "hose", "coupon", "winter", "jacket", "size", "large",
    "please", "ring", "twice", "fragile", "invoice", "attached", "loyal", "member", "since", "spring", "lamp", "oak",
    "table", "wool"
  };
  private static final int NOTE_CHARACTERS = 1000;

  private final int customers;
  private final int percentOfHouseAccount;

  /**
   * @param customers how many there are
   * @param percentOfHouseAccount share of the purchases that one of them makes, beside its equal part of the others
   */
  public Till(int customers, int percentOfHouseAccount) {
    this.customers = customers;
    this.percentOfHouseAccount = percentOfHouseAccount;
  }

  @Override
  public Purchase generate(long number) {
    long mixed = mix(number);
    boolean house = Math.floorMod(mixed >>> 8, 100) < percentOfHouseAccount;
    long customer = house ? 0 : Math.floorMod(mixed >>> 20, customers);
    return new Purchase(number, "customer-" + customer, 100 + Math.floorMod(mixed, 90_000), note(mixed));
  }

  static String note(long seed) {
    StringBuilder note = new StringBuilder(NOTE_CHARACTERS + 16);
    long state = seed;
    while (note.length() < NOTE_CHARACTERS) {
      state = mix(state);
      note.append(WORDS[Math.floorMod(state, WORDS.length)]).append(' ');
      note.append(Math.floorMod(state >>> 16, 1000)).append(' ');
    }
    return note.toString();
  }

  /** Spreads consecutive numbers over all longs (the finalizer of SplitMix64). */
  private static long mix(long number) {
    long z = (number + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
