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
import io.manometer.scenarios.shop.Normalize;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Seal;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** An operator computes for a millisecond per record while 1200 records/s arrive. */
public final class CpuOperator {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "cpu-operator", "an operator that computes for longer than the arrivals allow",
      new Bottleneck("seal", "CPU_BOUND"),
      Setting.of(site -> pipeline(site, 1)),
      new Fix<>("Raise the parallelism of seal from 1 to 2.", Setting.of(site -> pipeline(site, 2))));

  private CpuOperator() {}

  private static Pipeline pipeline(Site site, int parallelism) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(1_200), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .map("normalize", new Normalize(), Purchase.SERIALIZER)
        .rebalance()
        .process("seal", () -> new Seal(Duration.ofMillis(1)), Purchase.SERIALIZER).parallelism(parallelism)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
