package io.manometer.scenarios.cli;

import io.manometer.scenarios.Expectation;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.run.Answer;
import io.manometer.scenarios.run.RunListener;
import io.manometer.scenarios.run.RunResult;
import io.manometer.scenarios.run.RunResult.Measured;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells a person how a run goes on. */
final class Narrator implements RunListener {

  private final PrintStream out;
  private final boolean untilInterrupted;

  /** @param untilInterrupted whether the run goes on until someone ends it */
  Narrator(PrintStream out, boolean untilInterrupted) {
    this.out = out;
    this.untilInterrupted = untilInterrupted;
  }

  @Override
  public void started(Scenario<?> scenario, String analyzerAddress, String pipeline) {
    say("Scenario  %s: %s", scenario.name(), scenario.story());
    say("Pipeline  %s", pipeline);
    say("Report    %s", analyzerAddress);
    if (untilInterrupted) {
      say("          Ctrl-C ends everything.");
    }
    say("");
  }

  @Override
  public void changed(Duration at, Answer answer) {
    say("%7.1f s  %s", at.toMillis() / 1000.0, inWords(answer));
  }

  @Override
  public void stands(String sentence, String toDo, String page) {
    say("");
    say("The report says: %s", sentence);
    if (toDo != null) {
      say("To change:       %s", toDo);
    }
    say("Read it at       %s", page);
  }

  @Override
  public void fixing(Scenario.Fix<?> fix) {
    say("");
    say("Fix       %s", fix.what());
  }

  @Override
  public void ended(RunResult result) {
    say("");
    say("Expected  %s", inWords(result.scenario().expected()));
    say("Diagnosed %s: %s", inWords(result.answer()), result.correct() ? "correct" : "not correct");
    if (result.secondsToCause() != null) {
      say("Time      %s s to the operator, %s s to the cause, from the job's start",
          known(result.secondsToOperator()), known(result.secondsToCause()));
    }
    say("Measured  %s", inWords(result.before()));
    if (result.fix() != null) {
      say("After fix %s", inWords(result.fix().after()));
      say("          bottleneck gone: %s; the report says: %s",
          result.fix().bottleneckGone() ? "yes, after " + known(result.fix().secondsUntilGone()) + " s" : "no",
          result.fix().summary() == null ? "nothing" : result.fix().summary());
    }
  }

  private static String inWords(Answer answer) {
    if (!answer.namesRootCause()) {
      return switch (answer.health()) {
        case "NO_REPORT" -> "no report yet";
        case "INSUFFICIENT_DATA" -> "not enough data yet";
        case "HEALTHY" -> "healthy";
        case "DEGRADED" -> "degraded: nothing is late, something is near its limit";
        default -> answer.health();
      };
    }
    String place = answer.operator() == null ? "" : " at " + answer.operator();
    String inside = answer.chainOperator() == null || answer.chainOperator().equals(answer.operator())
        ? "" : ", in it " + answer.chainOperator();
    return "bottleneck" + place + inside + ", " + answer.cause() + ", confidence " + answer.confidence();
  }

  private static String inWords(Expectation expected) {
    return expected instanceof Bottleneck bottleneck
        ? "bottleneck at " + bottleneck.operator() + ", " + bottleneck.cause()
        : "no bottleneck, " + ((NoBottleneck) expected).health().toLowerCase(Locale.ROOT);
  }

  private static String inWords(Measured measured) {
    return known(measured.recordsPerSecond()) + " records/s, " + known(measured.workerCores())
        + " cores by the workers, " + known(measured.analyzerCores()) + " by the analyzer";
  }

  private static String known(Double value) {
    return value == null ? "-" : value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString();
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
