package io.manometer.scenarios.catalog;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Archive;
import io.manometer.scenarios.shop.Bundle;
import io.manometer.scenarios.shop.Normalize;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** One operator is busy for 850 to 900 ms of each second: all demand is met, and little more could be. */
public final class NearSaturation {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "near-saturation", "an operator that is nearly always busy and still keeps up", new NoBottleneck("DEGRADED"),
      Setting.of(NearSaturation::pipeline), null);

  private NearSaturation() {}

  private static Pipeline pipeline(Site site) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(500), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .map("normalize", new Normalize(), Purchase.SERIALIZER)
        .rebalance()
        .process("bundle", () -> new Bundle(Duration.ofNanos(1_700_000)), Purchase.SERIALIZER)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
