package io.manometer.scenarios.worker;

import io.manometer.creditflow.CreditFlow;
import io.manometer.creditflow.runtime.Worker;
import io.manometer.creditflow.runtime.WorkerOptions;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenarios;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs one worker's part of a pipeline: an {@link Assignment} in, {@code running} and then {@code delivered N} four
 * times a second out. Ends when its standard input does, so it cannot outlive whoever started it.
 */
public final class WorkerMain {

  private static final long REPORT_MILLIS = 250;

  private WorkerMain() {}

  public static void main(String[] args) throws Exception {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Assignment assignment = new ObjectMapper().readValue(input.readLine(), Assignment.class);
    LongAdder delivered = new LongAdder();
    Worker worker = start(assignment, delivered);
    System.out.println("running");
    daemon("delivered", () -> printCounts(delivered));
    daemon("end-of-input", () -> endWith(input));
    worker.await();
  }

  private static Worker start(Assignment assignment, LongAdder delivered) {
    Scenario<Setting> scenario = Scenarios.byName(assignment.scenario());
    Setting setting = assignment.fixed() ? scenario.fix().setting() : scenario.asFound();
    Site site = new Site(assignment.job(), assignment.databaseUrl(), delivered);
    WorkerOptions options = WorkerOptions.parse("--attempt", Integer.toString(assignment.attempt()))
        .withWorkers(assignment.worker(), assignment.workers());
    return CreditFlow.start(setting.pipeline().apply(site), options);
  }

  private static void printCounts(LongAdder delivered) {
    try {
      while (true) {
        System.out.println("delivered " + delivered.sum());
        Thread.sleep(REPORT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endWith(BufferedReader input) {
    try {
      while (input.readLine() != null) {
        // nothing more is expected
      }
    } catch (IOException closed) {
      // the same as its end
    }
    Runtime.getRuntime().halt(0);
  }

  private static void daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
