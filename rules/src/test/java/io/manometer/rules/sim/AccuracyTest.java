package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.AfterHigh;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.window.OperatorLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often pipelines drawn at random are diagnosed right, beside the rule of levels alone. */
class AccuracyTest {

  private static final int CASES = 240;
  private static final int SECONDS = 24;

  @Test
  void theOperatorIsRightInNearlyAllCasesAndNoWrongCauseIsStatedWithHighConfidence() {
    int operators = 0;
    int causes = 0;
    int causesKnown = 0;
    int naive = 0;
    int naiveBusy = 0;
    List<String> wrong = new ArrayList<>();
    List<String> wrongAndSure = new ArrayList<>();
    Map<Cause, int[]> byCause = new TreeMap<>();
    for (long seed = 1; seed <= CASES; seed++) {
      RandomPipeline pipeline = new RandomPipeline(seed);
      Watched watched = new Watched(pipeline.model).run(SECONDS);
      List<Diagnosis> found = watched.last().diagnoses();
      boolean right = !found.isEmpty() && found.get(0).operator() != null
          && found.get(0).operator().name().equals(pipeline.bottleneck);
      operators += right ? 1 : 0;
      naive += isOnly(AfterHigh.followers(watched.window(), Limits.standard()), pipeline.bottleneck) ? 1 : 0;
      naiveBusy += isOnly(AfterHigh.busyFollowers(watched.window(), Limits.standard()), pipeline.bottleneck) ? 1 : 0;
      String what = seed + " " + pipeline.shape + " " + pipeline.bottleneck + " " + pipeline.cause + " but "
          + (found.isEmpty() ? watched.last().sentence() : found.get(0).confidence() + " " + found.get(0).summary());
      if (!right) {
        wrong.add(what);
      } else if (pipeline.cause != null) {
        boolean same = found.get(0).cause() == pipeline.cause;
        causesKnown++;
        causes += same ? 1 : 0;
        int[] count = byCause.computeIfAbsent(pipeline.cause, c -> new int[2]);
        count[0] += same ? 1 : 0;
        count[1]++;
        if (!same) {
          wrong.add(what);
        }
        boolean indefinite = found.get(0).cause() == Cause.UNKNOWN || found.get(0).cause() == Cause.MIXED;
        if (!same && !indefinite && found.get(0).confidence() == Confidence.HIGH) {
          wrongAndSure.add(what);
        }
      }
    }
    System.out.printf(
        "operator right in %d of %d; rule of levels %d, with busy condition %d; cause right in %d of %d%n",
        operators, CASES, naive, naiveBusy, causes, causesKnown);
    byCause.forEach((cause, count) -> System.out.println("  " + cause + " " + count[0] + " of " + count[1]));
    wrong.forEach(w -> System.out.println("  not right: " + w));
    assertThat(operators).isGreaterThanOrEqualTo((int) (0.95 * CASES));
    assertThat(causes).isGreaterThanOrEqualTo((int) (0.9 * causesKnown));
    assertThat(operators).isGreaterThan(Math.max(naive, naiveBusy));
    assertThat(wrongAndSure).isEmpty();
  }

  private static boolean isOnly(List<OperatorLoad> named, String operator) {
    return named.size() == 1 && named.get(0).name().equals(operator);
  }
}
