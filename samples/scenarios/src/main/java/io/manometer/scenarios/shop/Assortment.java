package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers the words of the latest purchases, each with where it was seen, and counts how many purchases share one. */
public final class Assortment implements ProcessFunction<Purchase, Purchase> {

  /** A word and its place; small on its own, many of them together. */
  private record Mention(String word, Integer position, Long purchase) {}

  private final int remembered;
  private final Map<Long, List<Mention>> latest;

  /** @param remembered how many purchases; each takes about 25 kB of heap */
  public Assortment(int remembered) {
    this.remembered = remembered;
    this.latest = new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, List<Mention>> eldest) {
        return size() > Assortment.this.remembered;
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
    int start = 0;
    for (int end = note.indexOf(' '); end >= 0; end = note.indexOf(' ', start)) {
      mentions.add(new Mention(note.substring(start, end), start + 1000, purchase.id() + start));
      start = end + 1;
    }
    return mentions;
  }
}
