package io.manometer.analyzer.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ledger and its file. The file is replaced as a whole and forced to the disk, so a crash leaves the old one or the
 * new one. While the disk refuses, alerting goes on from memory and each change tries again.
 *
 * <p>Threads: any; changes are made one after the other.
 */
final class LedgerStore {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerStore.class);
  private static final long NOTE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();
  private volatile Ledger ledger;
  private volatile String fault;
  private Ledger saved;
  private long savedAtNanos = System.nanoTime();

  private LedgerStore(Path file) {
    this.file = file;
  }

  /** Opens the file, or begins a new ledger. One that cannot be read is set aside, never overwritten. */
  static LedgerStore open(Path file) {
    LedgerStore store = new LedgerStore(file);
    store.ledger = store.load();
    store.saved = store.ledger;
    return store;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Why the ledger is not on the disk; empty when it is. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** Changes the ledger; it is on the disk when this returns, unless {@link #fault()} says otherwise. */
  synchronized void update(UnaryOperator<Ledger> change) {
    ledger = change.apply(ledger);
    save();
  }

  /** Changes the ledger in a way that may be lost in a crash; it is saved within seconds. */
  synchronized void note(UnaryOperator<Ledger> change) {
    ledger = change.apply(ledger);
    if (System.nanoTime() - savedAtNanos > NOTE_NANOS) {
      save();
    }
  }

  /** Saves what has only been noted. */
  synchronized void flush() {
    save();
  }

  private void save() {
    if (ledger.equals(saved)) {
      return;
    }
    savedAtNanos = System.nanoTime();
    try {
      replaceFile(json.writeValueAsBytes(ledger));
      saved = ledger;
      if (fault != null) {
        LOG.info("The ledger of alerts is on the disk again.");
      }
      fault = null;
    } catch (IOException | JacksonException e) {
      if (fault == null) {
        LOG.error("The ledger of alerts cannot be written to {} and is held in memory: {}", file, e.toString());
      }
      fault = e.toString();
    }
  }

  private void replaceFile(byte[] bytes) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel out = FileChannel.open(
        next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel listing = FileChannel.open(directory, StandardOpenOption.READ)) {
      listing.force(true);
    }
  }

  private Ledger load() {
    if (!Files.exists(file)) {
      return Ledger.empty();
    }
    try {
      return json.readValue(Files.readAllBytes(file), Ledger.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the ledger of alerts, " + file, e);
    } catch (JacksonException e) {
      setAside(e);
      return Ledger.empty();
    }
  }

  private void setAside(JacksonException why) {
    Path aside = file.resolveSibling(file.getFileName() + ".unreadable-" + System.currentTimeMillis());
    LOG.error("The ledger of alerts, {}, cannot be read and is kept as {}; what fired before is forgotten: {}",
        file, aside.getFileName(), why.getOriginalMessage());
    try {
      Files.move(file, aside);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set aside the unreadable ledger of alerts, " + file, e);
    }
  }
}
