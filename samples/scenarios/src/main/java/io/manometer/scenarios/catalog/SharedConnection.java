package io.manometer.scenarios.catalog;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.function.ProcessFunction;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenario.Fix;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Archive;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Rates;
import io.manometer.scenarios.shop.SharedRates;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;
import java.util.function.Supplier;

/** The subtasks of a worker ask a database for each record over one connection, so all but one of them wait for it. */
public final class SharedConnection {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "shared-connection", "subtasks that share one connection behind a lock", new Bottleneck("rates", "LOCK_CONTENTION"),
      Setting.of(site -> pipeline(site, () -> new SharedRates(site.databaseUrl()))).withDatabase(),
      new Fix<>("Give each subtask of rates a connection of its own.", Setting.of(site -> pipeline(site, () -> new Rates(site.databaseUrl()))).withDatabase()));

  private SharedConnection() {}

  private static Pipeline pipeline(Site site, Supplier<ProcessFunction<Purchase, Purchase>> rates) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(2_000), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .rebalance()
        .process("rates", rates, Purchase.SERIALIZER).parallelism(8)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }
}
