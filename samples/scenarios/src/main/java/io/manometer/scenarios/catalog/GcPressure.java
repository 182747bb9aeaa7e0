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
import io.manometer.scenarios.shop.Assortment;
import io.manometer.scenarios.shop.Normalize;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** An operator keeps so much on a small heap, and replaces it so fast, that its worker mostly collects garbage. */
public final class GcPressure {

  private static final int REMEMBERED = 1_050;

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "gc-pressure", "an operator that fills a small heap with objects that live for some seconds",
      new Bottleneck("assortment", "GC_PRESSURE"),
      Setting.of(GcPressure::pipeline),
      new Fix<>("Give each worker a heap of 1 GiB.", Setting.of(GcPressure::pipeline).withHeap(1024)));

  private GcPressure() {}

  private static Pipeline pipeline(Site site) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(5_000), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .map("normalize", new Normalize(), Purchase.SERIALIZER)
        .rebalance()
        .process("assortment", () -> new Assortment(REMEMBERED), Purchase.SERIALIZER)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
