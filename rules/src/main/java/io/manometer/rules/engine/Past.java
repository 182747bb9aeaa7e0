package io.manometer.rules.engine;

import io.manometer.rules.model.Operator;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.Topology;
import io.manometer.rules.report.Report.Event;
import io.manometer.rules.window.Attempt;
import io.manometer.rules.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a job ran until now: what restarts and rescales are told by. Both are said only where the state before was seen as
 * well, and for a while. Operators that nobody tells of while their tasks start again are not forgotten. An immutable
 * value.
 *
 * @param runs the attempt in which each subtask was seen last
 * @param parallelism of each operator when it was seen last, by id
 * @param rescales those of late, oldest first
 * @param follows that this job does the work of another one which ended
 */
public record Past(
    Map<SubtaskId, Run> runs, Map<String, Integer> parallelism, List<Rescale> rescales, Optional<Event> follows) {

  private static final Duration NEWS = Duration.ofMinutes(5);
  private static final int NAMED = 3;

  public Past {
    runs = Map.copyOf(runs);
    parallelism = Map.copyOf(parallelism);
    rescales = List.copyOf(rescales);
  }

  /** Nothing was seen yet. */
  public static Past none() {
    return new Past(Map.of(), Map.of(), List.of(), Optional.empty());
  }

  /**
   * An attempt of a subtask.
   *
   * @param began when it was seen first, less its age
   * @param anew an earlier attempt had been seen
   */
  public record Run(Attempt attempt, Instant began, boolean anew) {}

  /** An operator that went from {@code before} subtasks to {@code after}. */
  public record Rescale(String operator, int before, int after, Instant at) {}

  /** This past of a job that does the work of one that ran as {@code ended} says; for {@code ids} see {@link Memory}. */
  Past following(Past ended, Map<String, String> ids, Event told) {
    Map<String, Integer> before = new HashMap<>();
    ended.parallelism.forEach((id, subtasks) -> before.put(ids.getOrDefault(id, id), subtasks));
    return new Past(runs, before, List.of(), Optional.of(told));
  }

  /** This past and what {@code window} shows. */
  Past with(Window window) {
    Map<SubtaskId, Run> nextRuns = new HashMap<>(runs);
    window.attempts().forEach((id, attempt) -> nextRuns.merge(id, new Run(attempt, attempt.began(), false), Past::next));
    nextRuns.entrySet().removeIf(
        run -> gone(run.getKey(), window.job()) || !isNews(run.getValue().attempt().seen(), window));
    Set<String> running = nextRuns.keySet().stream().map(SubtaskId::operator).collect(Collectors.toSet());
    Map<String, Integer> nextParallelism = new HashMap<>(parallelism);
    nextParallelism.keySet().retainAll(running);
    List<Rescale> nextRescales = new ArrayList<>(rescales);
    nextRescales.removeIf(rescale -> !isNews(rescale.at(), window));
    for (Operator operator : window.job().operators()) {
      int before = parallelism.getOrDefault(operator.id(), operator.parallelism());
      if (before != operator.parallelism()) {
        nextRescales.add(new Rescale(operator.id(), before, operator.parallelism(), window.to()));
      }
      nextParallelism.put(operator.id(), operator.parallelism());
    }
    return new Past(nextRuns, nextParallelism, nextRescales, follows.filter(event -> isNews(event.at(), window)));
  }

  private static boolean gone(SubtaskId id, Topology job) {
    return job.operator(id.operator()).filter(o -> id.index() >= o.parallelism()).isPresent();
  }

  private static Run next(Run known, Run seen) {
    if (!seen.attempt().startedAnewSince(known.attempt())) {
      return new Run(seen.attempt(), known.began(), known.anew());
    }
    boolean lateWord = seen.began().isBefore(known.began());
    return lateWord ? known : new Run(seen.attempt(), seen.began(), true);
  }

  /** What happened of late, one sentence each. */
  List<Event> news(Window window) {
    List<Event> news = new ArrayList<>(follows.stream().toList());
    List<Run> anew = runs.values().stream().filter(run -> run.anew() && isNews(run.began(), window)).toList();
    anew.stream().map(Run::began).max(Instant::compareTo).ifPresent(
        last -> news.add(new Event(last, restarted(anew, subtasks()))));
    List<Rescale> rescaled = rescaled(window.job());
    rescaled.stream().map(Rescale::at).max(Instant::compareTo).ifPresent(
        last -> news.add(new Event(last, rescaled(rescaled, window.job()))));
    return news;
  }

  private static boolean isNews(Instant at, Window window) {
    return at.plus(NEWS).isAfter(window.to());
  }

  private int subtasks() {
    return parallelism.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String restarted(List<Run> anew, int subtasks) {
    List<Integer> numbers = anew.stream().map(run -> run.attempt().number()).distinct().toList();
    String attempt = numbers.size() == 1 && numbers.get(0) > 0 ? ", as attempt " + (numbers.get(0) + 1) : "";
    String who =
        anew.size() < subtasks
            ? anew.size() + " of " + subtasks + " subtasks" + (anew.size() == 1 ? " was" : " were")
            : subtasks == 1 ? "The only subtask was" : "All " + subtasks + " subtasks were";
    return who + " started anew" + attempt + ".";
  }

  /** From the first number to the last one; while workers learn of it one after another, the number may swing. */
  private List<Rescale> rescaled(Topology job) {
    Map<String, Rescale> byOperator = new LinkedHashMap<>();
    rescales.forEach(rescale -> byOperator.merge(
        rescale.operator(), rescale,
        (first, last) -> new Rescale(first.operator(), first.before(), last.after(), last.at())));
    return byOperator.values().stream()
        .filter(rescale -> rescale.before() != rescale.after() && job.operator(rescale.operator()).isPresent())
        .toList();
  }

  private static String rescaled(List<Rescale> rescaled, Topology job) {
    int more = rescaled.size() - NAMED;
    return rescaled.stream()
            .limit(NAMED)
            .map(r -> "\"" + job.nameOf(r.operator()) + "\" went from " + r.before() + " to " + r.after() + " subtasks")
            .collect(Collectors.joining(", "))
        + (more > 0 ? ", and " + more + " more changed their number" : "") + ".";
  }
}
