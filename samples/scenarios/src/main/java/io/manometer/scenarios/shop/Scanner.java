package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.SubtaskContext;
import io.manometer.creditflow.source.Generator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Reads purchases out of the compressed packets that handheld scanners send. */
public final class Scanner implements Generator<Purchase> {

  private static final int PACKETS = 64;

  private final Till till;
  private final Thoroughness thoroughness;
  private final byte[] unpacked = new byte[4096];
  private byte[][] packets;
  private Inflater inflater;
  private int next;
  private int length;

  public Scanner(int customers, Duration perRecord) {
    this.till = new Till(customers, 0);
    this.thoroughness = new Thoroughness(perRecord);
  }

  @Override
  public void open(SubtaskContext context) {
    inflater = new Inflater();
    packets = new byte[PACKETS][];
    for (int i = 0; i < PACKETS; i++) {
      packets[i] = deflate(Till.note(i).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public Purchase generate(long number) {
    thoroughness.spend(this::inflateNextPacket);
    Purchase purchase = till.generate(number);
    return length == 0 ? purchase : purchase.withNote(new String(unpacked, 0, length, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    inflater.end();
  }

  private void inflateNextPacket() {
    next = (next + 1) % PACKETS;
    inflater.reset();
    inflater.setInput(packets[next]);
    try {
      length = inflater.inflate(unpacked);
    } catch (DataFormatException e) {
      throw new IllegalStateException("packet " + next + " is damaged", e);
    }
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] packed = new byte[bytes.length + 64];
    int size = deflater.deflate(packed);
    deflater.end();
    return java.util.Arrays.copyOf(packed, size);
  }
}
