package io.manometer.scenarios.catalog;

import io.manometer.creditflow.OperatorStream;
import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenario.Fix;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Archive;
import io.manometer.scenarios.shop.Ledger;
import io.manometer.scenarios.shop.Normalize;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Screen;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Records go down two branches; one of them cannot keep up and so holds back the other as well. */
public final class TwoBranches {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "two-branches", "two branches, one of them slow", new Bottleneck("screen", "CPU_BOUND"),
      Setting.of(site -> pipeline(site, 1)),
      new Fix<>("Raise the parallelism of screen from 1 to 2.", Setting.of(site -> pipeline(site, 2))));

  private TwoBranches() {}

  private static Pipeline pipeline(Site site, int screens) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    OperatorStream<Purchase> normalized = pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(700), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .map("normalize", new Normalize(), Purchase.SERIALIZER);
    normalized
        .keyBy(Purchase::customer)
        .process("ledger", Ledger::new, Purchase.SERIALIZER)
        .rebalance()
        .sink("books", () -> new Archive(new LongAdder()));
    normalized
        .rebalance()
        .process("screen", () -> new Screen(Duration.ofNanos(1_700_000)), Purchase.SERIALIZER).parallelism(screens)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
