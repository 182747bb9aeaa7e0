package io.manometer.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Operator;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.Topology;
import io.manometer.rules.report.Report.Event;
import io.manometer.rules.window.Attempt;
import io.manometer.rules.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastTest {

  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

  private Past past = Past.none();
  private Window window;

  @Test
  void aRestartOfAllSubtasksIsToldWithItsAttemptAndItsTime() {
    sees(100, price(2), running(0, 0, 90), running(1, 0, 90));
    sees(112, price(2), running(0, 1, 2), running(1, 1, 3));
    assertThat(past.news(window)).containsExactly(
        new Event(T0.plusSeconds(110), "All 2 subtasks were started anew, as attempt 2."));
  }

  @Test
  void theBeginningOfAnAttemptStaysAsItWasSeenFirst() {
    sees(100, price(1), running(0, 0, 90));
    sees(112, price(1), running(0, 1, 2));
    sees(132, price(1), running(0, 1, 20));
    assertThat(past.news(window)).containsExactly(
        new Event(T0.plusSeconds(110), "The only subtask was started anew, as attempt 2."));
  }

  @Test
  void whereSomeStartedAnewItIsSaidHowMany() {
    sees(100, price(3), running(0, 2, 90), running(1, 2, 90), running(2, 2, 90));
    sees(112, price(3), running(0, 2, 102), running(1, 3, 2), running(2, 2, 102));
    assertThat(said()).containsExactly("1 of 3 subtasks was started anew, as attempt 4.");
  }

  @Test
  void theFirstSightOfAJobIsNoNewsWhateverItsAttempt() {
    sees(100, price(2), running(0, 3, 4), running(1, 3, 4));
    assertThat(said()).isEmpty();
  }

  @Test
  void aRuntimeThatCountsAttemptsFromZeroAgainIsSeenByTheAge() {
    sees(100, price(1), running(0, 0, 90));
    sees(112, price(1), running(0, 0, 2));
    assertThat(past.news(window)).containsExactly(
        new Event(T0.plusSeconds(110), "The only subtask was started anew."));
  }

  @Test
  void anAgentThatIsAttachedToARunningTaskIsNoRestart() {
    sees(100, price(1), running(0, 0, 90));
    sees(112, price(1), Map.of(id(0), new Attempt(0, "second", Optional.of("host 7"), Optional.of(Duration.ofSeconds(2)), T0)));
    assertThat(said()).isEmpty();
  }

  @Test
  void theSameAttemptInAnotherProcessIsARestart() {
    sees(100, price(1), running(0, 0, 90));
    sees(112, price(1), Map.of(id(0), new Attempt(0, "second", Optional.of("host 8"), Optional.of(Duration.ofSeconds(2)), T0)));
    assertThat(said()).containsExactly("The only subtask was started anew.");
  }

  @Test
  void whereNoProcessIsKnownAnotherViewOfTheSameAttemptIsNoRestart() {
    sees(100, price(1), running(0, 0, 90));
    sees(112, price(1), Map.of(id(0), new Attempt(0, "by its page", Optional.empty(), Optional.empty(), T0)));
    assertThat(said()).isEmpty();
  }

  @Test
  void aLateWordOfAnEarlierAttemptChangesNothing() {
    sees(100, price(1), running(0, 0, 90));
    sees(112, price(1), running(0, 1, 2));
    sees(113, price(1), running(0, 0, 103));
    sees(114, price(1), running(0, 1, 4));
    assertThat(past.news(window)).containsExactly(
        new Event(T0.plusSeconds(110), "The only subtask was started anew, as attempt 2."));
  }

  @Test
  void anOperatorThatWentToMoreSubtasksIsToldWithBothNumbers() {
    sees(100, price(1), running(0, 0, 90));
    sees(112, price(2), running(0, 1, 2), running(1, 0, 2));
    assertThat(said()).containsExactly(
        "1 of 2 subtasks was started anew, as attempt 2.", "\"price\" went from 1 to 2 subtasks.");
  }

  @Test
  void aNumberThatSwingsWhileWorkersLearnOfItIsToldOnce() {
    sees(100, price(1));
    sees(101, price(2));
    sees(102, price(1));
    sees(103, price(2));
    assertThat(past.news(window)).containsExactly(
        new Event(T0.plusSeconds(103), "\"price\" went from 1 to 2 subtasks."));
    sees(104, price(1));
    assertThat(said()).isEmpty();
  }

  @Test
  void ofManyOperatorsAFewAreNamed() {
    sees(100, job(List.of(operator("a", 1), operator("b", 1), operator("c", 4), operator("d", 1))));
    sees(101, job(List.of(operator("a", 2), operator("b", 2), operator("c", 2), operator("d", 2))));
    assertThat(said()).containsExactly(
        "\"a\" went from 1 to 2 subtasks, \"b\" went from 1 to 2 subtasks, \"c\" went from 4 to 2 subtasks,"
            + " and 1 more changed their number.");
  }

  @Test
  void afterAWhileItIsNoNewsAnyMore() {
    sees(100, price(1), running(0, 0, 90));
    sees(112, price(2), running(0, 1, 2));
    sees(400, price(2), running(0, 1, 290));
    assertThat(said()).hasSize(2);
    sees(420, price(2), running(0, 1, 310));
    assertThat(said()).isEmpty();
  }

  @Test
  void anOperatorThatNobodyTellsOfWhileItsTasksStartIsNotForgotten() {
    sees(100, price(1), running(0, 0, 90));
    sees(110, job(List.of()));
    sees(114, price(2), running(0, 1, 2), running(1, 0, 2));
    assertThat(said()).containsExactly(
        "1 of 2 subtasks was started anew, as attempt 2.", "\"price\" went from 1 to 2 subtasks.");
  }

  @Test
  void anOperatorThatIsGoneForLongIsForgotten() {
    sees(100, price(1), running(0, 0, 90));
    sees(500, job(List.of()));
    assertThat(past).isEqualTo(Past.none());
  }

  @Test
  void subtasksThatAreNoMoreAreForgotten() {
    sees(100, price(2), running(0, 0, 90), running(1, 0, 90));
    sees(112, price(1), running(0, 1, 2));
    assertThat(past.runs()).containsOnlyKeys(id(0));
  }

  private List<String> said() {
    return past.news(window).stream().map(Event::summary).toList();
  }

  @SafeVarargs
  private void sees(int second, Topology job, Map<SubtaskId, Attempt>... subtasks) {
    Map<SubtaskId, Attempt> attempts = new HashMap<>();
    Instant now = T0.plusSeconds(second);
    for (Map<SubtaskId, Attempt> subtask : subtasks) {
      subtask.forEach((id, a) -> attempts.put(
          id, new Attempt(a.number(), a.incarnation(), a.process(), a.age(), now)));
    }
    window =
        new Window(
            job, now.minusSeconds(10), now, Map.of(), attempts, List.of(), List.of(),
            new Window.Coverage(job.subtasks(), attempts.size(), 0, Duration.ZERO, List.of()));
    past = past.with(window);
  }

  private static Map<SubtaskId, Attempt> running(int index, int attempt, int age) {
    return Map.of(id(index), new Attempt(attempt, "first", Optional.of("host 7"), Optional.of(Duration.ofSeconds(age)), T0));
  }

  private static SubtaskId id(int index) {
    return new SubtaskId("price", index);
  }

  private static Topology price(int parallelism) {
    return job(List.of(operator("price", parallelism)));
  }

  private static Topology job(List<Operator> operators) {
    return new Topology("job", "job", "test", operators, List.of(), Optional.empty());
  }

  private static Operator operator(String name, int parallelism) {
    return new Operator(name, name, parallelism, Optional.empty(), Operator.Role.INNER, List.of());
  }
}
