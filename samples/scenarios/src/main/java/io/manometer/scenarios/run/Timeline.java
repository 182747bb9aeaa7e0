package io.manometer.scenarios.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The answers of one run in order, each with the time since the start at which it was first seen. */
public final class Timeline {

  /** An answer and when it was first seen. */
  public record Entry(Duration at, Answer answer) {}

  private final List<Entry> changes = new ArrayList<>();

  void record(Duration at, Answer answer) {
    if (changes.isEmpty() || !last().answer().equals(answer)) {
      changes.add(new Entry(at, answer));
    }
  }

  public List<Entry> changes() {
    return List.copyOf(changes);
  }

  Answer current() {
    return changes.isEmpty() ? Answer.NONE : last().answer();
  }

  /** When the operator that is named now was named first and then stayed; empty when none is. */
  Optional<Duration> operatorStands() {
    return current().operator() == null ? Optional.empty() : Optional.of(since(Answer::operator));
  }

  /** When the operator and cause that are named now were named first and then stayed; empty when none are. */
  Optional<Duration> causeStands() {
    return current().cause() == null
        ? Optional.empty()
        : Optional.of(since(answer -> List.of(String.valueOf(answer.operator()), String.valueOf(answer.cause()))));
  }

  /** How long the report has said the same thing: operator and cause, or that there is no bottleneck. */
  Duration unchangedAt(Duration now) {
    if (changes.isEmpty()) {
      return Duration.ZERO;
    }
    return now.minus(since(
        answer -> answer.namesRootCause() ? answer.operator() + "/" + answer.cause() : answer.health()));
  }

  /** Whether any answer of the run named a root cause. */
  boolean everNamedRootCause() {
    return changes.stream().anyMatch(entry -> entry.answer().namesRootCause());
  }

  private Duration since(Function<Answer, Object> part) {
    Object now = part.apply(last().answer());
    int first = changes.size() - 1;
    while (first > 0 && Objects.equals(part.apply(changes.get(first - 1).answer()), now)) {
      first--;
    }
    return changes.get(first).at();
  }

  private Entry last() {
    return changes.get(changes.size() - 1);
  }
}
