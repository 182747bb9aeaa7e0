package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.remedy.ParallelismAdvice;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The task thread waits for a socket or a file, one record after another. */
public final class SyncIo implements CauseRule {

  public static final Limit SHARE =
      new Limit("io.share", 0.4, 0.1, 1, "ratio", "Waiting for I/O for this share of busy time makes it I/O-bound.");

  /** A wait inside a driver or client counts as I/O when most of the waiting frames are its. */
  private static final double EXTERNAL = 0.5;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-sync-io",
        "Blocking I/O",
        "Most of the busy time waits for a socket or a file: stacks in I/O and little CPU. A thread that sleeps"
            + " inside a database driver or the client of a service waits for I/O as well; one that waits there for a"
            + " lock waits for whoever shares the client. Little CPU alone is no proof.",
        List.of("CPU time of the task threads", "stack samples while busy"),
        List.of(SHARE));
  }

  @Override
  public Cause cause() {
    return Cause.SYNC_IO;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return TimeShare.judge(
        suspect, limits, SHARE, "Waiting for I/O",
        SyncIo::share,
        (time, share) -> explain(suspect, time, share, window, limits));
  }

  /** Share of busy time that waits for I/O, in a socket, a file, or inside a driver or client; needs stack samples. */
  public static Optional<Double> share(HotTime time) {
    return TimeShare.sampled(BusySplit::io).apply(time).map(direct -> direct + inClients(time));
  }

  private static double inClients(HotTime time) {
    double external = time.externalShare(StackClass.SLEEP);
    return external >= EXTERNAL ? time.share(BusySplit::sleep).orElse(0.0) * external : 0;
  }

  private Judgement explain(Suspect suspect, HotTime time, double share, Window window, Limits limits) {
    String name = "\"" + suspect.operator().name() + "\"";
    double direct = time.share(BusySplit::io).orElse(0.0);
    Facts facts =
        new Facts(card().id())
            .share("waiting for I/O", suspect.operator(), share, time.atLeast(limits.of(SHARE)))
            .shareIfKnown("running on a core", suspect.operator(), time.share(BusySplit::cpu))
            .frames(time, suspect.operator(), SyncIo::waits, 3);
    Optional<Double> wait = waitPerRecord(suspect, share);
    wait.ifPresent(w -> facts.add("waiting for I/O", suspect.operator().name(), Figures.perRecord(w), null));
    List<String> doubts =
        direct >= share / 2 ? List.of() : List.of("The thread waits inside a client and was not seen in a socket"
            + " itself.");
    return new Judgement.Explains(
        share, false, Optional.empty(),
        "it waits for I/O for " + Figures.percent(share) + " of its busy time"
            + wait.map(w -> ", " + Figures.perRecord(w)).orElse(""),
        doubts, facts.list(), remedies(suspect, time, share, wait, name, ParallelismAdvice.of(suspect, window,
            limits).remedy(suspect)));
  }

  private static boolean waits(StackClass kind) {
    return kind == StackClass.SOCKET_IO || kind == StackClass.FILE_IO || kind == StackClass.SLEEP;
  }

  private static Optional<Double> waitPerRecord(Suspect suspect, double share) {
    return suspect.hot().stream().map(SubtaskLoad::costPerRecord).flatMap(Optional::stream).findFirst()
        .map(cost -> cost * share);
  }

  private static List<Remedy> remedies(
      Suspect suspect, HotTime time, double share, Optional<Double> wait, String name, Remedy parallelism) {
    List<Stacks.Frame> frames = time.frames(SyncIo::waits, 1);
    String where = frames.isEmpty() ? "" : " at " + frames.get(0).frame();
    boolean file = time.frames(k -> k == StackClass.FILE_IO, 1).stream().anyMatch(f -> f.share() >= share / 2);
    List<Remedy> remedies = new ArrayList<>();
    if (suspect.operator().operator().isSink() || file) {
      remedies.add(
          new Remedy(
              Remedy.Kind.DO, "Write in batches: one call for many records.",
              "batch the call" + where + batchSize(suspect, share),
              wait.map(w -> "It waits " + Figures.perRecord(w)
                  + "; a batch waits once.").orElse("A batch waits once for all its records.")));
    }
    if (!file) {
      remedies.add(
          new Remedy(
              Remedy.Kind.DO, "Make the call asynchronous, so that many are under way at once.",
              "replace the blocking call" + where + inFlight(suspect, wait),
              "The thread does nothing while it waits; " + Figures.percent(share)
                  + " of its time could carry other calls."));
    }
    remedies.add(parallelism);
    remedies.add(
        new Remedy(
            Remedy.Kind.DO, "Look at the other side of the call: is it slow, or at its own limit?", null,
            "If it is at its limit, neither more calls at once nor more subtasks of " + name + " will help."));
    remedies.add(
        new Remedy(
            Remedy.Kind.AVOID, "Do not add cores for " + name + ".", null,
            time.share(BusySplit::cpu)
                .map(c -> "It uses a core for " + Figures.percent(c) + " of its busy time only.")
                .orElse("It waits, it does not compute.")));
    return remedies;
  }

  /** Calls that must be under way per subtask to meet the demand: rate times latency (Little's law). */
  private static String inFlight(Suspect suspect, Optional<Double> wait) {
    return wait.flatMap(
            w -> suspect.operator().processed().flatMap(p -> suspect.wanted().or(suspect::gain).map(
                factor -> p * factor / suspect.operator().operator().parallelism() * w * 1.3)))
        .filter(n -> n >= 1)
        .map(n -> ", with room for " + (int) Math.ceil(n) + " calls per subtask")
        .orElse("");
  }

  private static String batchSize(Suspect suspect, double share) {
    double factor = suspect.wantedOrAStep() / 0.7;
    double compute = Math.max(0.01, 1 - share);
    double room = 1 / factor - compute;
    return room <= 0.01 ? "" : ", at least " + (int) Math.max(2, Math.ceil(share / room)) + " records each";
  }
}
