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
import io.manometer.scenarios.shop.Discount;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** Each subtask gets as many records as the others, but those of one customer take fifty times as long. */
public final class ExpensiveKey {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "expensive-key", "one key whose records take far longer than others", new Bottleneck("discount", "EXPENSIVE_KEY"),
      Setting.of(site -> pipeline(site, Duration.ofMillis(20))),
      new Fix<>("Keep the parts of the wholesale contract that do not change between purchases.", Setting.of(site -> pipeline(site, Duration.ofMillis(4)))));

  private ExpensiveKey() {}

  private static Pipeline pipeline(Site site, Duration perWholesaleRecord) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(1_000), () -> new Till(2_000, 6)), Purchase.SERIALIZER)
        .keyBy(Purchase::customer)
        .process("discount", () -> new Discount(Duration.ofNanos(400_000), perWholesaleRecord), Purchase.SERIALIZER)
        .parallelism(4)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
