package io.manometer.scenarios.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Receipts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseServerTest {

  private Process server;
  private String url;

  @BeforeEach
  void start() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    server = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), DatabaseMain.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    url = new BufferedReader(new InputStreamReader(server.getInputStream())).readLine().substring("url ".length());
  }

  @AfterEach
  void end() {
    server.destroyForcibly();
  }

  @Test
  void rowsArriveOneByOneAndManyByOneStatement() throws Exception {
    write(1, 3);
    assertThat(rows()).isEqualTo(3);
    write(25, 100);
    assertThat(rows()).isEqualTo(103);
  }

  @Test
  void theServerEndsWithItsLauncher() throws Exception {
    server.getOutputStream().close();
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private void write(int rowsPerStatement, int purchases) throws Exception {
    LongAdder delivered = new LongAdder();
    Receipts receipts = new Receipts(url, rowsPerStatement, delivered);
    receipts.open(null);
    for (int id = 0; id < purchases; id++) {
      receipts.write(new Purchase(id, "customer-1", 250, "note"));
    }
    receipts.close();
    assertThat(delivered.sum()).isEqualTo(purchases);
  }

  private long rows() throws Exception {
    try (Connection connection = DriverManager.getConnection(url, "shop", "shop");
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM receipts")) {
      count.next();
      return count.getLong(1);
    }
  }
}
