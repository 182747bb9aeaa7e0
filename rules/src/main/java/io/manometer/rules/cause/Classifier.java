package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.RuleVerdict;
import io.manometer.rules.report.RuleVerdict.Outcome;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets all causes judge a suspect and decides between them. Causes of structure come first, in the order of the list;
 * then the one that explains most of the busy time, if it explains clearly more than any other. Where several explain
 * about as much the answer is MIXED; where the time is not explained, or signals are missing, it is UNKNOWN.
 */
public final class Classifier {

  public static final Limit MARGIN =
      new Limit(
          "cause.margin", 1.5, 1, 10, "times",
          "A cause must explain this many times as much of the busy time as the next one.");
  public static final Limit UNEXPLAINED =
      new Limit(
          "cause.unexplained", 0.4, 0.1, 1, "ratio",
          "With this share of the busy time unexplained the cause is unknown.");

  private static final double DOUBTFUL = 0.2;

  private final List<CauseRule> causes;

  public Classifier(List<CauseRule> causes) {
    this.causes = List.copyOf(causes);
  }

  public Answer classify(Suspect suspect, Window window, Limits limits) {
    Map<CauseRule, Judgement> judgements = new LinkedHashMap<>();
    List<RuleVerdict> heard = new ArrayList<>();
    for (CauseRule cause : causes) {
      try {
        Judgement judgement = cause.judge(suspect, window, limits);
        judgements.put(cause, judgement);
        heard.add(verdict(cause, judgement));
      } catch (RuntimeException broken) {
        heard.add(new RuleVerdict(cause.card().id(), cause.card().title(), Outcome.FAILED,
            "The rule broke: " + broken + ".", List.of()));
      }
    }
    Optional<Map.Entry<CauseRule, Judgement>> structural =
        judgements.entrySet().stream()
            .filter(e -> e.getValue() instanceof Judgement.Explains x && x.decides())
            .findFirst();
    if (structural.isPresent()) {
      return answer(structural.get().getKey(), (Judgement.Explains) structural.get().getValue(), List.of(), heard);
    }
    return competing(suspect, window, judgements, limits, heard);
  }

  private static Answer competing(
      Suspect suspect, Window window, Map<CauseRule, Judgement> judgements, Limits limits, List<RuleVerdict> heard) {
    HotTime time = HotTime.of(suspect);
    Map<String, Double> shares = timeShares(time);
    List<Map.Entry<CauseRule, Judgement>> found =
        judgements.entrySet().stream()
            .filter(e -> e.getValue() instanceof Judgement.Explains)
            .sorted(Comparator.comparingDouble(e -> -((Judgement.Explains) e.getValue()).share()))
            .toList();
    double unexplained = unexplained(time);
    if (found.isEmpty()) {
      return unexplained < limits.of(UNEXPLAINED) && time.stacksKnown() && suspect.edge().isEmpty()
          ? mixed(suspect, shares, heard)
          : unknown(suspect, time, window, judgements, heard);
    }
    Judgement.Explains first = (Judgement.Explains) found.get(0).getValue();
    double second = Math.max(unexplained, nextShare(found.get(0).getKey(), judgements));
    if (first.share() < limits.of(MARGIN) * second) {
      return unexplained >= limits.of(UNEXPLAINED)
          ? unknown(suspect, time, window, judgements, heard)
          : mixed(suspect, shares, heard);
    }
    return answer(found.get(0).getKey(), first, doubts(time), heard);
  }

  private static Answer answer(
      CauseRule cause, Judgement.Explains explains, List<String> moreDoubts, List<RuleVerdict> heard) {
    List<String> doubts = new ArrayList<>(explains.doubts());
    doubts.addAll(moreDoubts);
    return new Answer(
        cause.cause(), Optional.of(explains.share()), explains.about(), explains.because(), doubts, explains.evidence(),
        explains.remedies(), List.of(), heard);
  }

  /** What else the time went to: not enough to be a cause, and yet worth saying; and of how many it is known. */
  private static List<String> doubts(HotTime time) {
    List<String> doubts = new ArrayList<>();
    time.share(BusySplit::gc).filter(s -> s >= DOUBTFUL).ifPresent(
        s -> doubts.add("Garbage collection takes " + Figures.percent(s) + " of the busy time as well."));
    time.share(BusySplit::starved).filter(s -> s >= DOUBTFUL).ifPresent(
        s -> doubts.add("It is ready to run and gets no core for " + Figures.percent(s)
            + " of the busy time as well."));
    if (!time.stacksAlone()) {
      time.some().ifPresent(some -> doubts.add("What its threads do was seen of " + some + " only."));
    }
    return doubts;
  }

  private static double nextShare(CauseRule winner, Map<CauseRule, Judgement> judgements) {
    return judgements.entrySet().stream()
        .filter(e -> e.getKey() != winner)
        .mapToDouble(
            e ->
                e.getValue() instanceof Judgement.Explains x
                    ? x.share()
                    : e.getValue() instanceof Judgement.Rejected r && competes(e.getKey()) ? r.share() : 0)
        .max()
        .orElse(0);
  }

  /** Collections and the run queue stretch all work alike; below their limits they are no rival to what the work is. */
  private static boolean competes(CauseRule cause) {
    return cause.cause() != Cause.GC_PRESSURE && cause.cause() != Cause.CPU_STARVED;
  }

  /** Busy time that no cause stands for: asleep outside any client, or doing what nobody saw. */
  private static double unexplained(HotTime time) {
    double sleep = time.share(BusySplit::sleep).orElse(0.0);
    double asleepInClients = sleep > 0 && time.externalShare(StackClass.SLEEP) >= 0.5 ? sleep : 0;
    return Math.max(time.share(BusySplit::other).orElse(0.0), sleep - asleepInClients);
  }

  private static Answer mixed(Suspect suspect, Map<String, Double> shares, List<RuleVerdict> heard) {
    List<Evidence> evidence = new ArrayList<>();
    shares.forEach(
        (part, share) -> evidence.add(
            new Evidence(part, suspect.operator().name(), Figures.percent(share)
                + " of its busy time", null, "mixed")));
    String parts =
        shares.entrySet().stream().limit(3)
            .map(e -> e.getKey() + " " + Figures.percent(e.getValue())).collect(Collectors.joining(", "));
    return new Answer(
        Cause.MIXED, Optional.empty(), Optional.empty(), "no single thing takes its time: " + parts, List.of(),
        evidence,
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Begin with the largest part of its busy time.",
                shares.keySet().stream().findFirst().orElse(null),
                "Removing any one of them alone leaves the others.")),
        List.of(), heard);
  }

  private static Answer unknown(
      Suspect suspect, HotTime time, Window window, Map<CauseRule, Judgement> judgements, List<RuleVerdict> heard) {
    Set<String> missing = new LinkedHashSet<>();
    judgements.values().forEach(
        j -> {
          if (j instanceof Judgement.NotEnoughData n) {
            missing.addAll(n.missing());
          }
        });
    List<Evidence> evidence = new ArrayList<>();
    timeShares(time).forEach(
        (part, share) -> evidence.add(
            new Evidence(part, suspect.operator().name(), Figures.percent(share)
                + " of its busy time", null, "unknown")));
    time.frames(k -> k == StackClass.SLEEP || k == StackClass.OTHER || k == StackClass.LOCK, 2).forEach(
        f -> evidence.add(
            new Evidence("stack samples while busy", suspect.operator().name(),
                Figures.percent(f.share()) + " in " + f.frame(), time.some().orElse(null), "unknown")));
    if (time.subtasks().stream().anyMatch(s -> s.cpu().isEmpty())) {
      evidence.addAll(cpuOfWorkers(suspect, window));
    }
    return new Answer(
        Cause.UNKNOWN, Optional.empty(), Optional.empty(), whyUnknown(suspect, time, missing), List.of(), evidence,
        lookAt(time), List.copyOf(missing), heard);
  }

  private static List<Remedy> lookAt(HotTime time) {
    return time.frames(k -> true, 1).stream()
        .filter(f -> f.share() >= 0.2)
        .map(
            f -> new Remedy(
                Remedy.Kind.DO, "Find out what the thread does at " + f.frame() + ".", f.frame(),
                Figures.percent(f.share()) + " of the busy samples fell there."))
        .toList();
  }

  /** Where threads do not tell their CPU time, that of their process bounds it. */
  private static List<Evidence> cpuOfWorkers(Suspect suspect, Window window) {
    List<Evidence> evidence = new ArrayList<>();
    for (String id : suspect.hot().stream().map(SubtaskLoad::worker).distinct().sorted().toList()) {
      double busy =
          window.subtasks().values().stream()
              .filter(s -> s.worker().equals(id))
              .mapToDouble(s -> s.busy().orElse(0.0))
              .sum();
      window.worker(id).flatMap(WorkerLoad::cpuCores).ifPresent(
          cores -> evidence.add(
              new Evidence("CPU used by the worker", id, Figures.number(cores) + " cores",
                  "its subtasks are busy " + Figures.number(busy) + " s/s in all", "unknown")));
    }
    return evidence;
  }

  private static String whyUnknown(Suspect suspect, HotTime time, Set<String> missing) {
    Optional<Double> sleep = time.share(BusySplit::sleep).filter(s -> s >= 0.4);
    if (sleep.isPresent()) {
      String where =
          time.frames(k -> k == StackClass.SLEEP, 1).stream().findFirst().map(f -> " at " + f.frame()).orElse("");
      return "it sleeps for " + Figures.percent(sleep.get()) + " of its busy time" + where
          + "; what it waits for is not known";
    }
    Optional<Stacks.Frame> stands = time.frames(k -> k == StackClass.OTHER, 1).stream()
        .filter(f -> f.share() >= 0.4).findFirst();
    if (stands.isPresent()) {
      return "it stands still for " + Figures.percent(stands.get().share()) + " of its busy time at "
          + stands.get().frame() + "; what it waits for is not known";
    }
    if (suspect.edge().isPresent()) {
      return "its senders wait while it has nothing to do; why is not known";
    }
    String busy = "it is busy " + Figures.msPerSecond(suspect.busy());
    return missing.isEmpty()
        ? busy + "; what with, the measurements do not tell"
        : busy + "; what with is not known, as signals are missing";
  }

  /** The parts of the busy time that matter, largest first. */
  private static Map<String, Double> timeShares(HotTime time) {
    Map<String, Optional<Double>> all = new LinkedHashMap<>();
    all.put("running on a core", time.share(BusySplit::cpu));
    all.put("waiting for I/O", time.share(BusySplit::io));
    all.put("waiting for locks", time.share(BusySplit::lock));
    all.put("state access", time.share(BusySplit::state));
    all.put("serialization", time.share(BusySplit::serialization));
    all.put("sleeping", time.share(BusySplit::sleep));
    all.put("waiting for asynchronous calls", time.share(BusySplit::asyncWait));
    all.put("standing still for collections", time.share(BusySplit::gc));
    all.put("ready to run without a core", time.share(BusySplit::starved));
    all.put("not explained", time.share(BusySplit::other));
    Map<String, Double> known = new LinkedHashMap<>();
    all.entrySet().stream()
        .filter(e -> e.getValue().filter(s -> s >= 0.05).isPresent())
        .sorted(Comparator.comparingDouble(e -> -e.getValue().get()))
        .forEach(e -> known.put(e.getKey(), e.getValue().get()));
    return known;
  }

  private static RuleVerdict verdict(CauseRule cause, Judgement judgement) {
    String id = cause.card().id();
    String title = cause.card().title();
    if (judgement instanceof Judgement.Explains x) {
      return new RuleVerdict(id, title, Outcome.FOUND, sentence(x.because()), x.evidence());
    }
    if (judgement instanceof Judgement.Rejected r) {
      return new RuleVerdict(id, title, Outcome.CLEAR, r.summary(), r.evidence());
    }
    if (judgement instanceof Judgement.NotEnoughData n) {
      return new RuleVerdict(id, title, Outcome.NOT_ENOUGH_DATA, String.join(" ", n.missing()), List.of());
    }
    return new RuleVerdict(
        id, title, Outcome.NOT_APPLICABLE, ((Judgement.NotApplicable) judgement).summary(), List.of());
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }
}
