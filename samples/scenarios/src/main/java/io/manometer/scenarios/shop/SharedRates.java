package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import io.manometer.creditflow.function.SubtaskContext;
import java.sql.SQLException;

/** As {@link Rates}, but all subtasks of a worker share one connection, which they use one after another. */
public final class SharedRates implements ProcessFunction<Purchase, Purchase> {

  private static final Object ONE_AT_A_TIME = new Object();
  private static Rates shared;
  private static int users;

  private final String url;

  public SharedRates(String url) {
    this.url = url;
  }

  @Override
  public void open(SubtaskContext context) throws SQLException {
    synchronized (ONE_AT_A_TIME) {
      if (users++ == 0) {
        shared = new Rates(url);
        shared.open(context);
      }
    }
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) throws SQLException {
    Purchase rated;
    synchronized (ONE_AT_A_TIME) {
      rated = shared.rated(purchase);
    }
    out.collect(rated);
  }

  @Override
  public void close() throws SQLException {
    synchronized (ONE_AT_A_TIME) {
      if (--users == 0) {
        shared.close();
      }
    }
  }
}
