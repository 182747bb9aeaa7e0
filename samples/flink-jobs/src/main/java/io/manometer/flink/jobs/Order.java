package io.manometer.flink.jobs;

/**
 * An order as it comes in.
 *
 * @param placedAt event time, milliseconds
 */
public record Order(long id, String account, int article, double amount, long placedAt) {

  Order withAmount(double next) {
    return new Order(id, account, article, next, placedAt);
  }
}
