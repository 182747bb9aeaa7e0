package io.manometer.rules.engine;

import io.manometer.rules.cause.Alignment;
import io.manometer.rules.cause.Amplification;
import io.manometer.rules.cause.AsyncSaturated;
import io.manometer.rules.cause.CauseRule;
import io.manometer.rules.cause.ChainCulprit;
import io.manometer.rules.cause.Classifier;
import io.manometer.rules.cause.CpuBound;
import io.manometer.rules.cause.CpuStarved;
import io.manometer.rules.cause.ExpensiveKey;
import io.manometer.rules.cause.GcPressure;
import io.manometer.rules.cause.KeyGroupRounding;
import io.manometer.rules.cause.KeySkew;
import io.manometer.rules.cause.LockContention;
import io.manometer.rules.cause.Network;
import io.manometer.rules.cause.OrderedInput;
import io.manometer.rules.cause.PartitionSkew;
import io.manometer.rules.cause.Serialization;
import io.manometer.rules.cause.SlowHost;
import io.manometer.rules.cause.SourceBound;
import io.manometer.rules.cause.StateAccess;
import io.manometer.rules.cause.SyncIo;
import io.manometer.rules.cause.WindowBurst;
import io.manometer.rules.limit.Limit;
import io.manometer.rules.locate.LocateLimits;
import io.manometer.rules.named.BackpressureLevel;
import io.manometer.rules.named.BelowInputRate;
import io.manometer.rules.named.BottleneckConfirmed;
import io.manometer.rules.named.BusyWarning;
import io.manometer.rules.named.CpuBoundOperator;
import io.manometer.rules.named.FirstAfterHigh;
import io.manometer.rules.named.GcSpikes;
import io.manometer.rules.named.IoBound;
import io.manometer.rules.named.Lag;
import io.manometer.rules.named.StateBound;
import io.manometer.rules.named.SubtaskSkew;
import io.manometer.rules.remedy.ParallelismAdvice;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.window.WindowLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The list of what is looked for. */
public final class StandardRules {

  private StandardRules() {}

  /** The rules that people already use, in the order of the report. */
  public static List<Rule> named() {
    return List.of(
        new BackpressureLevel(),
        new FirstAfterHigh(),
        new BottleneckConfirmed(),
        new BusyWarning(),
        new SubtaskSkew(),
        new GcSpikes(),
        new IoBound(),
        new CpuBoundOperator(),
        new StateBound(),
        new BelowInputRate(),
        new Lag());
  }

  /** Causes; of those that decide, the first in this order wins. */
  public static List<CauseRule> causes() {
    return List.of(
        new Network(),
        new Alignment(),
        new OrderedInput(),
        new GcPressure(),
        new SlowHost(),
        new KeyGroupRounding(),
        new KeySkew(),
        new PartitionSkew(),
        new ExpensiveKey(),
        new SourceBound(),
        new Amplification(),
        new WindowBurst(),
        new CpuStarved(),
        new LockContention(),
        new AsyncSaturated(),
        new SyncIo(),
        new StateAccess(),
        new Serialization(),
        new CpuBound());
  }

  /** Every limit that a person may set, by key. */
  public static Collection<Limit> limits() {
    List<Limit> all = new ArrayList<>();
    all.addAll(WindowLimits.ALL);
    all.addAll(LocateLimits.ALL);
    all.addAll(List.of(Classifier.MARGIN, Classifier.UNEXPLAINED, ChainCulprit.SHARE, ChainCulprit.ATTRIBUTED));
    all.addAll(List.of(ParallelismAdvice.TARGET, ParallelismAdvice.CATCH_UP));
    all.addAll(EngineLimits.ALL);
    named().forEach(rule -> all.addAll(rule.card().limits()));
    causes().forEach(cause -> all.addAll(cause.card().limits()));
    Map<String, Limit> byKey = new TreeMap<>();
    all.forEach(limit -> byKey.put(limit.key(), limit));
    return List.copyOf(byKey.values());
  }
}
