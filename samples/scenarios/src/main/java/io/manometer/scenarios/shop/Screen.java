package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Looks for suspicious phrases in the note of a purchase. */
public final class Screen implements ProcessFunction<Purchase, Purchase> {

  private static final List<Pattern> PHRASES = List.of(
      Pattern.compile("(gift|coupon)\\s+\\S+\\s+(ring|lamp)"),
      Pattern.compile("\\b(?:return|refund)\\w*\\s+(?:\\w+\\s+){1,4}(?:twice|again)"),
      Pattern.compile("(loyal|member).{1,40}express"));

  private final Thoroughness thoroughness;
  private String note;
  private int hits;
  private int next;

  public Screen(Duration perRecord) {
    this.thoroughness = new Thoroughness(perRecord);
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) {
    note = purchase.note();
    hits = 0;
    thoroughness.spend(this::lookForNextPhrase);
    out.collect(hits == 0 ? purchase : purchase.withNote(hits + " hits: " + purchase.note()));
  }

  private void lookForNextPhrase() {
    next = (next + 1) % PHRASES.size();
    if (PHRASES.get(next).matcher(note).find()) {
      hits++;
    }
  }
}
