package io.manometer.scenarios.catalog;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.function.KeySelector;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenario.Fix;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Affinity;
import io.manometer.scenarios.shop.Archive;
import io.manometer.scenarios.shop.Ledger;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** Nine purchases of ten are of one customer, so one of four subtasks has nearly all the work. */
public final class SkewedKeys {

  private static final int SALTS = 64;

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "skewed-keys", "one key that nearly all records have", new Bottleneck("affinity", "KEY_SKEW"),
      Setting.of(site -> pipeline(site, Purchase::customer)),
      new Fix<>("Aggregate in two stages: by customer and salt first, by customer then.",
          Setting.of(site -> pipeline(site, SkewedKeys::salted))));

  private SkewedKeys() {}

  private static Pipeline pipeline(Site site, KeySelector<Purchase, String> firstStage) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(1_250), () -> new Till(2_000, 90)), Purchase.SERIALIZER)
        .keyBy(firstStage)
        .process("affinity", () -> new Affinity(Duration.ofMillis(1)), Purchase.SERIALIZER).parallelism(4)
        .keyBy(Purchase::customer)
        .process("ledger", Ledger::new, Purchase.SERIALIZER)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }

  private static String salted(Purchase purchase) {
    return purchase.customer() + '/' + purchase.id() % SALTS;
  }
}
