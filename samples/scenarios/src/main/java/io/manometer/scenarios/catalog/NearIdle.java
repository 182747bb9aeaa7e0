package io.manometer.scenarios.catalog;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.creditflow.window.TumblingWindows;
import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Archive;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Seal;
import io.manometer.scenarios.shop.Statement;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/**
 * A window emits its results all at once each second; the operator behind it takes a quarter of a second for them and
 * then waits for the next ones. The window is backpressured meanwhile, which is how it should be: all demand is met.
 */
public final class NearIdle {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "near-idle", "a window that emits in bursts: low backpressure, and nothing late", new NoBottleneck("HEALTHY"),
      Setting.of(NearIdle::pipeline), null);

  private NearIdle() {}

  private static Pipeline pipeline(Site site) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(1_500), () -> new Till(4_000, 0)), Purchase.SERIALIZER)
        .keyBy(Purchase::customer)
        .window("statements", TumblingWindows.ofProcessingTime(Duration.ofSeconds(1)), new Statement(),
            Purchase.SERIALIZER)
        .rebalance()
        .process("seal", () -> new Seal(Duration.ofNanos(220_000)), Purchase.SERIALIZER)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
