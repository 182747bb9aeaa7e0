package io.manometer.scenarios.catalog;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenario.Fix;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Archive;
import io.manometer.scenarios.shop.Label;
import io.manometer.scenarios.shop.Match;
import io.manometer.scenarios.shop.Normalize;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** Three operators share one thread; the one in the middle computes for longer than the arrivals allow. */
public final class Chained {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "chained", "a slow operator in the middle of a chain",
      new Bottleneck("normalize -> match -> label", "match", "CPU_BOUND"),
      Setting.of(site -> pipeline(site, 1)),
      new Fix<>("Raise the parallelism of the chain from 1 to 2.", Setting.of(site -> pipeline(site, 2))));

  private Chained() {}

  private static Pipeline pipeline(Site site, int chains) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(800), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .map("normalize", new Normalize(), Purchase.SERIALIZER).parallelism(chains)
        .process("match", () -> new Match(Duration.ofNanos(1_450_000)), Purchase.SERIALIZER).parallelism(chains)
        .map("label", new Label(), Purchase.SERIALIZER).parallelism(chains)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
