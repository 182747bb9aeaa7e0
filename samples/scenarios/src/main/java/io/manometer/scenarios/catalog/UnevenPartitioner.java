package io.manometer.scenarios.catalog;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.function.Partitioner;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenario.Fix;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import io.manometer.scenarios.shop.Affinity;
import io.manometer.scenarios.shop.Archive;
import io.manometer.scenarios.shop.Purchase;
import io.manometer.scenarios.shop.Till;
import java.time.Duration;

/** A partitioner by price sends nearly all purchases to one of four subtasks. */
public final class UnevenPartitioner {

  public static final Scenario<Setting> SCENARIO = new Scenario<>(
      "uneven-partitioner", "a custom partitioner that prefers one subtask", new Bottleneck("affinity", "PARTITION_SKEW"),
      Setting.of(site -> pipeline(site, UnevenPartitioner::byPrice)),
      new Fix<>("Let the partitioner spread the purchases by their number.", Setting.of(site -> pipeline(site, (purchase, targets) -> (int) (purchase.id() % targets)))));

  private UnevenPartitioner() {}

  private static Pipeline pipeline(Site site, Partitioner<Purchase> partitioner) {
    Pipeline pipeline = Pipeline.named(site.job()).slaLag(Duration.ofSeconds(5));
    pipeline
        .source("purchases", Source.openLoop(Rate.perSecond(1_200), () -> new Till(2_000, 0)), Purchase.SERIALIZER)
        .partition(partitioner)
        .process("affinity", () -> new Affinity(Duration.ofMillis(1)), Purchase.SERIALIZER).parallelism(4)
        .rebalance()
        .sink("archive", () -> new Archive(site.delivered()));
    return pipeline;
  }

  /** Prices are spread evenly from 1 to 901; only what costs more than 800 goes elsewhere. */
  private static int byPrice(Purchase purchase, int targets) {
    return purchase.cents() < 80_000 ? 0 : (int) (purchase.id() % targets);
  }
}
