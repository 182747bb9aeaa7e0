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
import io.manometer.scenarios.shop.Match;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Rates;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/**
 * Two slow operators in a row: the first asks a database for each record and takes half as long as the second, which
 * computes. Only the second one holds the pipeline back.
 */
public final class TwoSlow {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "two-slow", "two slow operators in a row, the first half as slow as the second",
      new Bottleneck("match", "CPU_BOUND"),
      Setting.of(site -> pipeline(site, 1)).withDatabase(),
      new Fix<>("Raise the parallelism of match from 1 to 2.", Setting.of(site -> pipeline(site, 2)).withDatabase()));

  private TwoSlow() {}

  private static Pipeline pipeline(Site site, int matchers) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(420), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .process("rates", () -> new Rates(site.databaseUrl()), Purchase.SERIALIZER)
        .rebalance()
        .process("match", () -> new Match(Duration.ofNanos(2_900_000)), Purchase.SERIALIZER).parallelism(matchers)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
