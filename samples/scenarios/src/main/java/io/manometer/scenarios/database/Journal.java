package io.manometer.scenarios.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Journals each statement and waits until the disk has it: once a statement, however many rows it writes. */
public final class Journal implements Trigger {

  /** What a network disk takes to acknowledge a write. */
  private static final long DISK_MILLIS = 4;

  private FileChannel file;

  @Override
  public void init(Connection connection, String schema, String trigger, String table, boolean before, int type)
      throws SQLException {
    try {
      Path path = Files.createTempFile("receipts", ".journal");
      file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new SQLException("no journal", e);
    }
  }

  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    try {
      file.write(ByteBuffer.wrap("written\n".getBytes(StandardCharsets.US_ASCII)), 0);
      Thread.sleep(DISK_MILLIS);
    } catch (IOException e) {
      throw new SQLException("the journal cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
