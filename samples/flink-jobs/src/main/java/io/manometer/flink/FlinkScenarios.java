package io.manometer.flink;

import io.manometer.flink.JobSetting.Part;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.Expectation;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenario.Fix;
import java.util.List;
import java.util.Set;

/** The scenarios as Flink jobs. What a job does is in its main class; what is wrong with it, in the arguments here. */
public final class FlinkScenarios {

  private static final Set<String> SQL_JOBS = Set.of("StatementJob", "TurnoverJob");

  private static final JobSetting PRICING = JobSetting.of(
      "PricingJob", "rate", 2_400, "source-parallelism", 1, "price-micros", 500, "price-parallelism", 1,
      "carried-over", 0);
  private static final JobSetting LEDGER = JobSetting.of(
      "LedgerJob", "rate", 1_000, "source-parallelism", 1, "parallelism", 1, "rows", 1).talkingTo(Part.DATABASE);
  private static final JobSetting EXPOSURE = JobSetting.of(
      "ExposureJob", "rate", 2_600, "source-parallelism", 1, "parallelism", 4, "price-micros", 500, "favourite", 90,
      "spread", 1);
  private static final JobSetting ARCHIVE = JobSetting.of(
      "ArchiveJob", "rate", 16_000, "source-parallelism", 1, "parallelism", 1, "kept-megabytes", 172,
      "document-kilobytes", 24).withTaskHeap(96);
  private static final JobSetting POSITIONS = JobSetting.of(
      "PositionJob", "rate", 20_000, "source-parallelism", 1, "parallelism", 1, "total", "scan");
  private static final JobSetting QUOTES = JobSetting.of(
      "QuoteJob", "rate", 900, "source-parallelism", 1, "parallelism", 1, "capacity", 10).talkingTo(Part.QUOTES);
  private static final JobSetting INTAKE = JobSetting.of(
      "IntakeJob", "rate", 1_250, "source-parallelism", 1, "parallelism", 2, "check-micros", 1_000).talkingTo(Part.KAFKA);
  private static final JobSetting REPRICING = JobSetting.of(
      "RepricingJob", "rate", 600, "parallelism", 2, "service", "market").talkingTo(Part.KAFKA, Part.QUOTES);
  private static final JobSetting BRANCHES = JobSetting.of(
      "BranchesJob", "rate", 1_400, "source-parallelism", 1, "price-micros", 850, "price-parallelism", 1);
  private static final JobSetting MATCHING = JobSetting.of(
      "MatchJob", "rate", 1_200, "source-parallelism", 1, "price-micros", 1_000, "price-parallelism", 1);
  private static final JobSetting REVIEW = JobSetting.of(
      "ReviewJob", "rate", 560, "source-parallelism", 1, "screen-parallelism", 1, "clear-parallelism", 1)
      .talkingTo(Part.QUOTES);
  private static final JobSetting DISPATCH = JobSetting.of(
      "DispatchJob", "rate", 1_600, "source-parallelism", 1, "price-micros", 725, "parallelism", 1);
  private static final JobSetting INQUIRIES = JobSetting.of("InquiryJob", "parallelism", 1).talkingTo(Part.QUOTES);
  private static final JobSetting CARRY_OVER = PRICING.with("carried-over", 200);
  private static final JobSetting STATEMENTS = JobSetting.of(
      "StatementJob", "rate", 1_600, "source-parallelism", 1, "parallelism", 1, "price-micros", 725);

  private static final List<Scenario<JobSetting>> ALL = List.of(
      new Scenario<>("healthy", "a job with room to spare", new NoBottleneck("HEALTHY"),
          JobSetting.of("SettlementJob", "rate", 2_000, "source-parallelism", 1, "parallelism", 2), null),
      new Scenario<>("cpu-operator", "an operator that computes for longer than the arrivals allow",
          new Bottleneck("price", "CPU_BOUND"), PRICING,
          new Fix<>("Raise the parallelism of price from 1 to 2.", PRICING.with("price-parallelism", 2))),
      new Scenario<>("io-sink", "a sink that waits for its database at every record",
          new Bottleneck("ledger: Writer", "SYNC_IO"), LEDGER,
          new Fix<>("Write 25 rows by one statement.", LEDGER.with("rows", 25))),
      new Scenario<>("skewed-keys", "one key that nearly all records have",
          new Bottleneck("exposure", "KEY_SKEW"), EXPOSURE,
          new Fix<>("Spread each account over 16 keys and sum up afterwards.", EXPOSURE.with("spread", 16))),
      new Scenario<>("gc-pressure", "an operator that fills a small heap with objects that live for some seconds",
          new Bottleneck("archive", "GC_PRESSURE"), ARCHIVE,
          new Fix<>("Give the tasks of each TaskManager 1 GiB of heap.", ARCHIVE.withTaskHeap(1_024))),
      new Scenario<>("state-access", "an operator that scans its RocksDB state for every record",
          new Bottleneck("position", "STATE_ACCESS"), POSITIONS,
          new Fix<>("Keep a running total instead of scanning.", POSITIONS.with("total", "running"))),
      new Scenario<>("async-full", "asynchronous requests with too few in flight",
          new Bottleneck("quote", "ASYNC_SATURATED"), QUOTES,
          new Fix<>("Raise the capacity from 10 to 60.", QUOTES.with("capacity", 60))),
      new Scenario<>("slow-source", "a Kafka source that cannot decode as fast as records arrive",
          new Bottleneck("Source: orders", "SOURCE_BOUND"), INTAKE,
          new Fix<>("Raise the parallelism of the source from 1 to 2.", INTAKE.with("source-parallelism", 2))),
      new Scenario<>("kafka-call", "a slow call at every record, behind a Kafka source whose lag stands still meanwhile",
          new Bottleneck("reprice", "SYNC_IO"), REPRICING,
          new Fix<>("Ask a service that answers in 1 ms instead of 20.", REPRICING.with("service", "screening"))),
      new Scenario<>("two-branches", "two branches, one of them slow", new Bottleneck("price", "CPU_BOUND"), BRANCHES,
          new Fix<>("Raise the parallelism of price from 1 to 2.", BRANCHES.with("price-parallelism", 2))),
      new Scenario<>("join-slow-side", "a join with one slow side and aligned checkpoints",
          new Bottleneck("price", "CPU_BOUND"), MATCHING,
          new Fix<>("Raise the parallelism of price from 1 to 2.", MATCHING.with("price-parallelism", 2))),
      new Scenario<>("two-slow", "two slow operators in a row, the first half as slow as the second",
          new Bottleneck("clear", "SYNC_IO"), REVIEW,
          new Fix<>("Raise the parallelism of clear from 1 to 2.", REVIEW.with("clear-parallelism", 2))),
      new Scenario<>("chained", "a slow operator in the middle of a chain",
          new Bottleneck("clean -> price -> label", "price", "CPU_BOUND"), DISPATCH,
          new Fix<>("Raise the parallelism of the chain from 1 to 2.", DISPATCH.with("parallelism", 2))),
      new Scenario<>("chained-call", "a call in the chain of a source that does not tell what waits for it",
          new Bottleneck("Source: articles -> inquire", "inquire", "SYNC_IO"), INQUIRIES,
          new Fix<>("Raise the parallelism from 1 to 2.", INQUIRIES.with("parallelism", 2))),
      new Scenario<>("ended-input", "an operator that computes for too long, and a second source that soon ends",
          new Bottleneck("price", "CPU_BOUND"), CARRY_OVER,
          new Fix<>("Raise the parallelism of price from 1 to 2.", CARRY_OVER.with("price-parallelism", 2))),
      new Scenario<>("sql-feed", "a SQL source that emits each second's rows at once, with room to spare",
          new NoBottleneck("HEALTHY"),
          JobSetting.of("TurnoverJob", "rate", 24_000, "parallelism", 1, "price-micros", 15), null),
      new Scenario<>("sql", "a SQL aggregation that computes for longer than the arrivals allow",
          new Bottleneck("GroupAggregate[4] -> statements[5]: Writer", "GroupAggregate[4]", "CPU_BOUND"), STATEMENTS,
          new Fix<>("Raise the parallelism of the query from 1 to 2.", STATEMENTS.with("parallelism", 2))));

  /** Causes that show in counts of records, lag, and pauses. The others need CPU times and stacks of the task's thread. */
  private static final Set<String> TOLD_BY_FLINK = Set.of("KEY_SKEW", "SOURCE_BOUND", "GC_PRESSURE");

  private FlinkScenarios() {}

  public static List<Scenario<JobSetting>> all() {
    return ALL;
  }

  /** Those that this release can run. */
  public static List<Scenario<JobSetting>> on(FlinkRelease release) {
    return ALL.stream().filter(scenario -> release.runsSql() || !SQL_JOBS.contains(scenario.asFound().main())).toList();
  }

  /**
   * The same, with what can be said by Flink's own metrics: the operator, and few of the causes. Of a source that tells no
   * lag and never rests they do not say whether it works or polls.
   */
  public static List<Scenario<JobSetting>> withoutAgentOn(FlinkRelease release) {
    return on(release).stream()
        .map(s -> new Scenario<>(s.name(), s.story(), withoutAgent(s), s.asFound(), s.fix()))
        .toList();
  }

  private static Expectation withoutAgent(Scenario<JobSetting> scenario) {
    Expectation expected = scenario.expected();
    if (scenario.asFound().main().equals("InquiryJob")) {
      return new NoBottleneck("DEGRADED");
    }
    return expected instanceof Bottleneck b && !TOLD_BY_FLINK.contains(b.cause())
        ? new Bottleneck(b.operator(), "UNKNOWN")
        : expected;
  }
}
