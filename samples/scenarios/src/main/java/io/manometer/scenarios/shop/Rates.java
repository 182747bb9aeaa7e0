package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import io.manometer.creditflow.function.SubtaskContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks the database for the rate of tax on each purchase. */
public final class Rates implements ProcessFunction<Purchase, Purchase> {

  private final String url;
  private Connection connection;
  private PreparedStatement select;

  public Rates(String url) {
    this.url = url;
  }

  @Override
  public void open(SubtaskContext context) throws SQLException {
    connection = DriverManager.getConnection(url, "shop", "shop");
    select = connection.prepareStatement("SELECT rate_of(?)");
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) throws SQLException {
    out.collect(rated(purchase));
  }

  Purchase rated(Purchase purchase) throws SQLException {
    select.setLong(1, purchase.cents());
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return purchase.withCents(purchase.cents() + row.getLong(1));
    }
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
