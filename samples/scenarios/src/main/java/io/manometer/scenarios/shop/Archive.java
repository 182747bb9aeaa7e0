package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.SinkFunction;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32;

/** Puts purchases away and remembers a checksum of them. */
public final class Archive implements SinkFunction<Purchase> {

  private final LongAdder delivered;
  private final CRC32 checksum = new CRC32();

  public Archive(LongAdder delivered) {
    this.delivered = delivered;
  }

  @Override
  public void write(Purchase purchase) {
    checksum.update((int) purchase.cents());
    delivered.increment();
  }
}
