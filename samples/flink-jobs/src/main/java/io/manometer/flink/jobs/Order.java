package io.manometer.flink.jobs;

/**
 * An order as it comes in.
 *
 * @param placedAt event time, milliseconds
 * @param note what the customer wrote; most of the record's bytes
 */
public record Order(long id, String account, int article, double amount, long placedAt, String note) {

  Order withAmount(double next) {
    return new Order(id, account, article, next, placedAt, note);
  }
}
