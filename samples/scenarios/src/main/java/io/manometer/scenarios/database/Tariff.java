package io.manometer.scenarios.database;

/** A function of the database that asks a remote service for the rate of a price. */
public final class Tariff {

  private static final long SERVICE_MILLIS = 1;

  private Tariff() {}

  public static long rateOf(long cents) throws InterruptedException {
    Thread.sleep(SERVICE_MILLIS);
    return cents % 19;
  }
}
