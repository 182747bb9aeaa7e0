package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers the phrases of the latest purchases, up to four words long, each with where it was seen. */
public final class Assortment implements ProcessFunction<Purchase, Purchase> {

  private static final int WORDS_IN_PHRASE = 4;

  /** A phrase and its place; small on its own, many of them together. */
  private record Mention(String phrase, Integer position, Long purchase) {}

  private final Map<Long, List<Mention>> latest;

  /** @param remembered how many purchases; each takes about 80 kB of heap */
  public Assortment(int remembered) {
    this.latest = new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, List<Mention>> eldest) {
        return size() > remembered;
      }
    };
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) {
    latest.put(purchase.id(), mentions(purchase));
    out.collect(purchase.withCents(purchase.cents() + latest.size() % 2));
  }

  private static List<Mention> mentions(Purchase purchase) {
    List<Mention> mentions = new ArrayList<>();
    String note = purchase.note();
    for (int start = 0; start < note.length(); start = endOfWord(note, start) + 1) {
      int end = start - 1;
      for (int words = 0; words < WORDS_IN_PHRASE && end < note.length(); words++) {
        end = endOfWord(note, end + 1);
        mentions.add(new Mention(note.substring(start, end), start, purchase.id()));
      }
    }
    return mentions;
  }

  private static int endOfWord(String note, int start) {
    int end = note.indexOf(' ', start);
    return end < 0 ? note.length() : end;
  }
}
