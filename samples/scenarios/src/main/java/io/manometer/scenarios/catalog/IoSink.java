package io.manometer.scenarios.catalog;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenario.Fix;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Normalize;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Receipts;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** A sink writes one row per statement to a database whose disk takes some milliseconds for each statement. */
public final class IoSink {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "io-sink", "a sink that waits for its database at every record", new Bottleneck("receipts", "SYNC_IO"),
      Setting.of(site -> pipeline(site, 1)).withDatabase(),
      new Fix<>("Write 25 rows by one statement.", Setting.of(site -> pipeline(site, 25)).withDatabase()));

  private IoSink() {}

  private static Pipeline pipeline(Site site, int rowsPerStatement) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(500), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .map("normalize", new Normalize(), Purchase.SERIALIZER)
        .rebalance()
        .sink("receipts", () -> new Receipts(site.databaseUrl(), rowsPerStatement, site.delivered()));
    return pipeline;
  }
}
