package io.manometer.rules.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BusySplitterTest {

  @Test
  void thePartsAlwaysAddUpToBusyAndAreNeverNegative() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      double busy = random.nextDouble();
      Map<StackClass, Long> seen = new EnumMap<>(StackClass.class);
      long samples = 0;
      for (StackClass kind : StackClass.values()) {
        long n = random.nextInt(3) == 0 ? random.nextInt(200) : 0;
        seen.put(kind, n);
        samples += n;
      }
      BusySplit split =
          BusySplitter.split(
              busy, maybe(random), maybe(random), maybe(random),
              random.nextBoolean() ? Optional.of(new Stacks(samples, seen, List.of(), Map.of())) : Optional.empty());
      if (!split.equals(BusySplit.UNKNOWN)) {
        assertThat(parts(split)).allMatch(p -> p >= -1e-9);
        assertThat(parts(split).mapToDouble(Double::doubleValue).sum()).isCloseTo(busy, within(1e-9));
      }
    }
  }

  @Test
  void littleCpuAloneIsNeverIo() {
    BusySplit split = BusySplitter.split(1, Optional.of(0.05), Optional.of(0.0), Optional.of(0.0), Optional.empty());
    assertThat(split.io()).isEmpty();
    assertThat(split.other().orElseThrow()).isCloseTo(0.95, within(1e-9));
  }

  @Test
  void stacksInIoMakeItIo() {
    BusySplit split = BusySplitter.split(1, Optional.of(0.1), Optional.of(0.0), Optional.of(0.0),
        Optional.of(stacks(Map.of(StackClass.SOCKET_IO, 180L, StackClass.ON_CPU, 20L))));
    assertThat(split.io().orElseThrow()).isCloseTo(0.9, within(1e-6));
    assertThat(split.cpu().orElseThrow()).isCloseTo(0.1, within(1e-6));
  }

  @Test
  void pausesThatKeepTheThreadFromItsCoreAreNotIo() {
    BusySplit split = BusySplitter.split(1, Optional.of(0.4), Optional.of(0.6), Optional.of(0.0),
        Optional.of(stacks(Map.of(StackClass.SOCKET_IO, 10L, StackClass.ON_CPU, 190L))));
    assertThat(split.gc().orElseThrow()).isCloseTo(0.57, within(1e-6));
    assertThat(split.io().orElseThrow()).isLessThan(0.05);
  }

  @Test
  void pausesDuringAWaitForSomebodyElseHardlyLengthenIt() {
    BusySplit split = BusySplitter.split(1, Optional.of(0.03), Optional.of(0.3), Optional.of(0.0),
        Optional.of(stacks(Map.of(StackClass.SOCKET_IO, 194L, StackClass.ON_CPU, 6L))));
    assertThat(split.gc().orElseThrow()).isLessThan(0.02);
    assertThat(split.io().orElseThrow()).isGreaterThan(0.9);
  }

  @Test
  void pausesFallOnBusyTimeOnlyInPart() {
    BusySplit split = BusySplitter.split(0.5, Optional.of(0.1), Optional.of(0.2), Optional.of(0.0), Optional.empty());
    assertThat(split.gc().orElseThrow()).isCloseTo(0.1, within(1e-6));
  }

  @Test
  void aThreadInTheRunQueueWaitsForNothingElse() {
    BusySplit split = BusySplitter.split(1, Optional.of(0.3), Optional.of(0.0), Optional.of(0.7),
        Optional.of(stacks(Map.of(StackClass.ON_CPU, 190L, StackClass.LOCK, 10L))));
    assertThat(split.starved().orElseThrow()).isCloseTo(0.7, within(1e-6));
    assertThat(split.lock().orElseThrow()).isCloseTo(0, within(1e-6));
  }

  @Test
  void timeThatNoSignalExplainsIsOther() {
    BusySplit split = BusySplitter.split(1, Optional.of(0.3), Optional.of(0.0), Optional.of(0.0),
        Optional.of(stacks(Map.of(StackClass.ON_CPU, 200L))));
    assertThat(split.other().orElseThrow()).isCloseTo(0.7, within(1e-6));
  }

  @Test
  void stateAccessIsBothOnACoreAndWaitingForTheDisk() {
    BusySplit split = BusySplitter.split(1, Optional.of(0.3), Optional.of(0.0), Optional.of(0.0),
        Optional.of(stacks(Map.of(StackClass.ON_CPU, 40L, StackClass.STATE, 160L))));
    assertThat(split.state().orElseThrow()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void aHandfulOfSamplesDecidesNothing() {
    BusySplit split = BusySplitter.split(1, Optional.of(0.1), Optional.empty(), Optional.empty(),
        Optional.of(stacks(Map.of(StackClass.SOCKET_IO, 3L))));
    assertThat(split.io()).isEmpty();
  }

  @Test
  void withoutAnySignalNothingIsKnown() {
    assertThat(BusySplitter.split(1, Optional.empty(), Optional.of(0.1), Optional.empty(), Optional.empty()))
        .isEqualTo(BusySplit.UNKNOWN);
  }

  private static Optional<Double> maybe(Random random) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(random.nextDouble());
  }

  private static Stream<Double> parts(BusySplit s) {
    return Stream.of(
            s.cpu(), s.gc(), s.io(), s.lock(), s.state(), s.serialization(), s.sleep(), s.asyncWait(), s.starved(),
            s.other())
        .flatMap(Optional::stream);
  }

  private static Stacks stacks(Map<StackClass, Long> seen) {
    return new Stacks(seen.values().stream().mapToLong(Long::longValue).sum(), seen, List.of(), Map.of());
  }
}
