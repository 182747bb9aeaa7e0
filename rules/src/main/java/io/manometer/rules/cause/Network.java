package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.Edge;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sender waits and the receiver has nothing to do: what lies between them is slow. */
public final class Network implements CauseRule {

  static final Limit IN_USE =
      new Limit("network.in-pool", 0.3, 0.01, 1, "ratio", "Input pools used less than this are empty.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-network",
        "Network",
        "Producers wait for an edge between workers while its consumers idle with empty input pools, and no other input"
            + " explains that.",
        List.of("idle time and input pools of the consumers", "workers of both sides"),
        List.of(IN_USE));
  }

  @Override
  public Cause cause() {
    return Cause.NETWORK;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    if (suspect.edge().isEmpty()) {
      return new Judgement.NotApplicable("The waiting ends in an operator, not on an edge.");
    }
    Edge edge = suspect.edge().get();
    OperatorLoad producer = window.load(window.job().operator(edge.from()).orElseThrow());
    OperatorLoad consumer = suspect.operator();
    Set<String> from = producer.subtasks().stream().map(SubtaskLoad::worker).collect(Collectors.toSet());
    Set<String> to = consumer.subtasks().stream().map(SubtaskLoad::worker).collect(Collectors.toSet());
    if (from.size() == 1 && from.equals(to)) {
      return new Judgement.Rejected("Both sides run in one worker.");
    }
    if (window.job().inputsOf(consumer.id()).size() > 1) {
      return new Judgement.Rejected("The consumer has another input that it may wait for.");
    }
    Optional<Double> inPool = consumer.max(SubtaskLoad::inPoolUsage);
    if (inPool.isEmpty()) {
      return new Judgement.NotEnoughData(List.of("The input pools of the consumer are missing."));
    }
    if (inPool.get() >= limits.of(IN_USE)) {
      return new Judgement.Rejected("Data lies ready at the consumer.");
    }
    String name = "\"" + producer.name() + "\" to \"" + consumer.name() + "\"";
    double bytes = producer.total(SubtaskLoad::bytesWritten).orElse(0.0);
    Facts facts =
        new Facts(card().id())
            .add("backpressured", producer.name(),
                Figures.msPerSecond(producer.backpressuredMax().orElse(0.0)), null)
            .add("idle", consumer.name(), Figures.msPerSecond(consumer.mean(SubtaskLoad::idle).orElse(0.0)), null)
            .add("input pools in use", consumer.name(), Figures.percent(inPool.get()),
                "below " + Figures.percent(limits.of(IN_USE)));
    if (bytes > 0) {
      facts.add("bytes sent", name, Figures.bytesPerSecond(bytes), null);
    }
    return new Judgement.Explains(
        1, true, Optional.of(new Judgement.About(Subject.Kind.EDGE, consumer, List.of())),
        "the senders of the edge from " + name + " wait while its receivers have nothing to do",
        List.of("The network itself was not measured."), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Send less over the edge, or give it more bandwidth.",
                "compress, project fields away before the edge, place both sides on one worker",
                bytes > 0 ? Figures.bytesPerSecond(bytes) + " go over it now." : "Neither side has work that"
                    + " would explain the waiting."),
            new Remedy(
                Remedy.Kind.DO, "Where the round trip is long, give each channel more exclusive buffers.",
                "exclusive buffers per channel", "Credits in flight bound the rate: buffers per round trip."),
            new Remedy(
                Remedy.Kind.AVOID, "Do not raise the parallelism of \"" + consumer.name() + "\".", null,
                "It idles.")));
  }
}
