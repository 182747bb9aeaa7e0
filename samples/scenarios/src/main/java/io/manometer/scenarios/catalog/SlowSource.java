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
import io.manometer.scenarios.shop.Scanner;
import java.time.Duration;

/** A source decodes for a millisecond per record while 1250 records/s arrive; what follows it could do far more. */
public final class SlowSource {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "slow-source", "a source that cannot decode as fast as records arrive",
      new Bottleneck("scanners", "SOURCE_BOUND"),
      Setting.of(site -> pipeline(site, 1)),
      new Fix<>("Raise the parallelism of scanners from 1 to 2.", Setting.of(site -> pipeline(site, 2))));

  private SlowSource() {}

  private static Pipeline pipeline(Site site, int sources) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("scanners", Source.openLoop(Rate.perSecond(1_250), () -> new Scanner(2_000, Duration.ofMillis(1))),
            Purchase.SERIALIZER).parallelism(sources)
        .rebalance()
        .map("normalize", new Normalize(), Purchase.SERIALIZER)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
