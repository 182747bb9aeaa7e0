package io.manometer.analyzer.source;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * How much of a request's body is read, so that no sender can make this process run out of memory or threads.
 *
 * @param raw bytes as sent
 * @param decompressed bytes after gzip
 * @param ratio of the two, held against the sender only beyond {@value #RATIO_FREE} bytes: short bodies may repeat themselves
 * @param time for the whole body
 */
record BodyLimits(long raw, long decompressed, int ratio, Duration time) {

  static final BodyLimits STANDARD = new BodyLimits(10L << 20, 64L << 20, 100, Duration.ofSeconds(10));

  private static final int RATIO_FREE = 1 << 20;
  private static final int CHUNK = 16 << 10;

  /**
   * The whole body, decompressed.
   *
   * @param encoding value of Content-Encoding; null when there is none
   * @param nanos a monotonic clock
   * @param memory where the bytes are reserved while they grow; the caller releases what the result holds
   */
  byte[] read(InputStream sent, String encoding, MemoryBudget memory, LongSupplier nanos) throws IOException, BadSnapshot {
    Counted raw = new Counted(sent);
    int reserved = 0;
    try {
      InputStream body = decoded(raw, encoding);
      long deadline = nanos.getAsLong() + time.toNanos();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
      byte[] chunk = new byte[CHUNK];
      for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
        memory.reserve(n);
        reserved += n;
        bytes.write(chunk, 0, n);
        check(raw.count, bytes.size());
        if (nanos.getAsLong() - deadline > 0) {
          throw new BadSnapshot(408, "the body took longer than " + time.toSeconds() + " s; right would be to send it at once");
        }
      }
      return bytes.toByteArray();
    } catch (ZipException | EOFException e) {
      memory.release(reserved);
      throw BadSnapshot.malformed("Content-Encoding is gzip but the body is not whole gzip: " + e.getMessage());
    } catch (IOException | BadSnapshot | RuntimeException e) {
      memory.release(reserved);
      throw e;
    }
  }

  private InputStream decoded(InputStream raw, String encoding) throws IOException, BadSnapshot {
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return raw;
    }
    if (encoding.equalsIgnoreCase("gzip")) {
      return new GZIPInputStream(raw, CHUNK);
    }
    throw new BadSnapshot(415, "Content-Encoding is '" + Shown.text(encoding) + "'; right would be gzip, or none");
  }

  private void check(long sent, long size) throws BadSnapshot {
    if (sent > raw) {
      throw BadSnapshot.tooLarge("the body is larger than " + raw + " bytes as sent; right would be a smaller snapshot");
    }
    if (size > decompressed) {
      throw BadSnapshot.tooLarge("the body is larger than " + decompressed + " bytes decompressed");
    }
    if (size > RATIO_FREE && size > ratio * sent) {
      throw BadSnapshot.tooLarge("the body decompresses to more than " + ratio + " times its size");
    }
  }

  private static final class Counted extends java.io.FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      count += Math.max(0, n);
      return n;
    }
  }
}
