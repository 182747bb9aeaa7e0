package io.manometer.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Topology;
import io.manometer.rules.model.WorkerReading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrecedenceTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private List<String> good = List.of();
  private List<String> fair = List.of();
  private final List<SampleSource> sources = Precedence.inOrder(
      List.of(now -> told(good), now -> told(fair)));

  @Test
  void jobsThatOneSourceAloneTellsOfAreHeard() {
    good = List.of("a");
    fair = List.of("b");
    assertThat(heardAt(0)).containsExactly("a", "b");
  }

  @Test
  void theBetterSourceIsHeardWhereTwoTellOfTheSameJob() {
    good = List.of("a");
    fair = List.of("a", "b");
    assertThat(heardAt(0)).containsExactly("a", "b");
    assertThat(heardAt(10)).containsExactly("a", "b");
  }

  @Test
  void theOtherStepsInOnceTheBetterOneHasBeenSilentForAWhile() {
    good = List.of("a");
    fair = List.of("a");
    heardAt(0);
    good = List.of();
    assertThat(heardAt(66)).isEmpty();
    assertThat(heardAt(91)).containsExactly("a");
    good = List.of("a");
    assertThat(heardAt(100)).containsExactly("a");
  }

  @Test
  void eachTakeOverIsAnIncarnationOfItsOwn() {
    good = List.of("a");
    String first = incarnationAt(0);
    good = List.of();
    fair = List.of("a");
    String second = incarnationAt(100);
    good = List.of("a");
    String third = incarnationAt(101);
    good = List.of();
    String fourth = incarnationAt(200);
    assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates().allMatch(name -> name.startsWith("w@"));
  }

  @Test
  void aSourceThatWasSilentForLongGoesOnWhereNobodyTookOver() {
    good = List.of("a");
    String before = incarnationAt(0);
    good = List.of();
    assertThat(heardAt(100)).isEmpty();
    good = List.of("a");
    assertThat(incarnationAt(1_000)).isEqualTo(before);
  }

  @Test
  void whatTroublesASourceIsToldInItsPlace() {
    SampleSource troubled = new SampleSource() {
      @Override
      public List<Observation> fetch(Instant now) {
        return List.of();
      }

      @Override
      public Optional<String> trouble() {
        return Optional.of("no answer");
      }
    };
    assertThat(Precedence.inOrder(List.of(now -> List.of(), troubled)))
        .extracting(SampleSource::trouble).containsExactly(Optional.empty(), Optional.of("no answer"));
  }

  private List<String> heardAt(int second) {
    return observationsAt(second).map(told -> told.job().id()).toList();
  }

  private String incarnationAt(int second) {
    return observationsAt(second).map(told -> told.worker().incarnation()).reduce((a, b) -> a + " and " + b).orElseThrow();
  }

  private Stream<Observation> observationsAt(int second) {
    Instant now = START.plusSeconds(second);
    return sources.stream().flatMap(source -> source.fetch(now).stream());
  }

  private static List<Observation> told(List<String> jobs) {
    return jobs.stream().flatMap(job -> Stream.of(new Observation(
        new Topology(job, job, "test", List.of(), List.of(), Optional.empty()), worker(), START, 0, List.of())))
        .toList();
  }

  private static WorkerReading worker() {
    return new WorkerReading(
        "w", "w", "host", 1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
