package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.function.SubtaskContext;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Writes purchases to the database, a number of rows by one statement. */
public final class Receipts implements SinkFunction<Purchase> {

  private final String url;
  private final int rowsPerStatement;
  private final LongAdder delivered;
  private final List<Purchase> waiting = new ArrayList<>();
  private Connection connection;
  private PreparedStatement insert;

  public Receipts(String url, int rowsPerStatement, LongAdder delivered) {
    this.url = url;
    this.rowsPerStatement = rowsPerStatement;
    this.delivered = delivered;
  }

  @Override
  public void open(SubtaskContext context) throws SQLException {
    connection = DriverManager.getConnection(url, "shop", "shop");
    insert = connection.prepareStatement(
        "INSERT INTO receipts (id, customer, total, note) VALUES " + "(?, ?, ?, ?), ".repeat(rowsPerStatement - 1)
            + "(?, ?, ?, ?)");
  }

  @Override
  public void write(Purchase purchase) throws SQLException {
    waiting.add(purchase);
    if (waiting.size() == rowsPerStatement) {
      writeRows();
    }
  }

  private void writeRows() throws SQLException {
    int column = 1;
    for (Purchase purchase : waiting) {
      insert.setLong(column++, purchase.id());
      insert.setString(column++, purchase.customer());
      insert.setBigDecimal(column++, BigDecimal.valueOf(purchase.cents(), 2));
      insert.setString(column++, purchase.note());
    }
    insert.executeUpdate();
    delivered.add(waiting.size());
    waiting.clear();
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
