package io.manometer.flink.jobs;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes orders to the table {@code receipts} by JDBC, so many rows by one statement. */
final class LedgerSink implements Sink<Order> {

  private static final long serialVersionUID = 1;

  private final String database;
  private final int rows;

  LedgerSink(String database, int rows) {
    this.database = database;
    this.rows = rows;
  }

  @Override
  public SinkWriter<Order> createWriter(WriterInitContext context) throws IOException {
    try {
      return new Writer(DriverManager.getConnection(database, "shop", "shop"), rows);
    } catch (SQLException e) {
      throw new IOException("no connection to " + database, e);
    }
  }

  private static final class Writer implements SinkWriter<Order> {

    private final Connection connection;
    private final int rows;
    private final PreparedStatement insert;
    private final List<Order> waiting = new ArrayList<>();

    Writer(Connection connection, int rows) throws SQLException {
      this.connection = connection;
      this.rows = rows;
      this.insert = connection.prepareStatement(statement(rows));
    }

    @Override
    public void write(Order order, Context context) throws IOException {
      waiting.add(order);
      if (waiting.size() == rows) {
        send(insert);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (!waiting.isEmpty()) {
        try (PreparedStatement rest = connection.prepareStatement(statement(waiting.size()))) {
          send(rest);
        } catch (SQLException e) {
          throw new IOException(e);
        }
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }

    private void send(PreparedStatement statement) throws IOException {
      try {
        int column = 1;
        for (Order order : waiting) {
          statement.setLong(column++, order.id());
          statement.setString(column++, order.account());
          statement.setBigDecimal(column++, BigDecimal.valueOf(order.amount()));
          statement.setString(column++, "article " + order.article());
        }
        statement.executeUpdate();
        waiting.clear();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    private static String statement(int rows) {
      return "INSERT INTO receipts (id, customer, total, note) VALUES "
          + "(?, ?, ?, ?), ".repeat(rows - 1) + "(?, ?, ?, ?)";
    }
  }
}
