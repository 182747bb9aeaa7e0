package io.manometer.scenarios.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;

/**
 * A database server in a JVM of its own, reached by JDBC over TCP. Statements that write wait for a disk
 * ({@link Journal}), and the tariff is looked up elsewhere ({@link Tariff}); both take milliseconds and hardly any CPU.
 *
 * <p>Prints {@code url jdbc:...} when it accepts connections, and ends when its standard input does.
 */
public final class DatabaseMain {

  private static final long SECONDS_KEPT = 20;

  private DatabaseMain() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try (Connection keepsItOpen = DriverManager.getConnection("jdbc:h2:mem:shop", "shop", "shop")) {
      createSchema(keepsItOpen);
      Server server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon").start();
      System.out.println("url jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:shop");
      Thread housekeeping = new Thread(() -> clearNowAndThen(keepsItOpen), "housekeeping");
      housekeeping.setDaemon(true);
      housekeeping.start();
      waitForEndOfInput();
      server.stop();
    }
  }

  private static void createSchema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE receipts (id BIGINT, customer VARCHAR, total DECIMAL(12, 2), note VARCHAR)");
      statement.execute("CREATE TRIGGER journal AFTER INSERT ON receipts CALL '" + Journal.class.getName() + "'");
      statement.execute("CREATE ALIAS rate_of FOR '" + Tariff.class.getName() + ".rateOf'");
    }
  }

  /** Keeps the table small however long the pipeline runs. */
  private static void clearNowAndThen(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      while (true) {
        Thread.sleep(SECONDS_KEPT * 1000);
        statement.execute("DELETE FROM receipts");
      }
    } catch (SQLException | InterruptedException e) {
      System.out.println("housekeeping ended: " + e);
    }
  }

  private static void waitForEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // nothing is expected; the launcher holds the pipe open
    }
  }
}
