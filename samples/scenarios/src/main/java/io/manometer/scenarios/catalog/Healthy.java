package io.manometer.scenarios.catalog;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Affinity;
import io.manometer.scenarios.shop.Archive;
import io.manometer.scenarios.shop.Normalize;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** Each subtask of the keyed operator is busy for a third of the time; nothing waits. */
public final class Healthy {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "healthy", "a pipeline with room to spare", new NoBottleneck("HEALTHY"), Setting.of(Healthy::pipeline), null);

  private Healthy() {}

  private static Pipeline pipeline(Site site) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(600), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .map("normalize", new Normalize(), Purchase.SERIALIZER).parallelism(2)
        .keyBy(Purchase::customer)
        .process("affinity", () -> new Affinity(Duration.ofMillis(1)), Purchase.SERIALIZER).parallelism(2)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
