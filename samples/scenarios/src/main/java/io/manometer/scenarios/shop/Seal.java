package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import io.manometer.creditflow.function.SubtaskContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;

/** Seals a purchase with a digest of a digest of ... of its note, as key stretching does. */
public final class Seal implements ProcessFunction<Purchase, Purchase> {

  private final Thoroughness thoroughness;
  private MessageDigest digest;
  private byte[] state;

  public Seal(Duration perRecord) {
    this.thoroughness = new Thoroughness(perRecord);
  }

  @Override
  public void open(SubtaskContext context) throws Exception {
    digest = MessageDigest.getInstance("SHA-256");
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) {
    state = purchase.note().getBytes(StandardCharsets.UTF_8);
    thoroughness.spend(this::stretch);
    out.collect(purchase.withNote(purchase.note() + ' ' + state[0]));
  }

  private void stretch() {
    for (int i = 0; i < 8; i++) {
      digest.update(state);
      state = digest.digest();
    }
  }
}
