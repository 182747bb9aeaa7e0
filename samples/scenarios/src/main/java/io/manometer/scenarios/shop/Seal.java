package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import io.manometer.creditflow.function.SubtaskContext;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.time.Duration;

/** Seals a purchase with a digest of a digest of ... of its note, as key stretching does. */
public final class Seal implements ProcessFunction<Purchase, Purchase> {

  private static final int ITERATIONS = 64;

  private final Thoroughness thoroughness;
  private final byte[] state = new byte[32];
  private MessageDigest digest;

  public Seal(Duration perRecord) {
    this.thoroughness = new Thoroughness(perRecord);
  }

  @Override
  public void open(SubtaskContext context) throws Exception {
    digest = MessageDigest.getInstance("SHA-256");
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) throws DigestException {
    digest.update(purchase.note().getBytes(StandardCharsets.UTF_8));
    digest.digest(state, 0, state.length);
    thoroughness.spend(this::stretch);
    out.collect(purchase.withNote(purchase.note() + ' ' + state[0]));
  }

  private void stretch() {
    try {
      for (int i = 0; i < ITERATIONS; i++) {
        digest.update(state);
        digest.digest(state, 0, state.length);
      }
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 digest has " + state.length + " bytes", e);
    }
  }
}
