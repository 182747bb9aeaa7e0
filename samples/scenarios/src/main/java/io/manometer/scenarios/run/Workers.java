package io.manometer.scenarios.run;

import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.worker.Assignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/** Two worker JVMs with the agent attached, which run a pipeline of creditflow together. */
public final class Workers implements Deployment<Setting> {

  private final Processes processes;
  private final List<Child> workers = new ArrayList<>();
  private final List<String> addresses =
      List.of("127.0.0.1:" + Processes.freePort(), "127.0.0.1:" + Processes.freePort());
  private int attempt;

  public Workers(Processes processes) {
    this.processes = processes;
  }

  @Override
  public String description() {
    return "in two worker JVMs with the agent attached";
  }

  @Override
  public List<String> analyzerOptions() {
    return List.of();
  }

  /** The workers have the same addresses each time; the job runs when the first of them runs its tasks. */
  @Override
  public void start(Scenario<Setting> scenario, boolean fixed, String job) {
    Setting setting = fixed ? scenario.fix().setting() : scenario.asFound();
    String databaseUrl = setting.database() ? processes.database() : null;
    for (int i = 0; i < addresses.size(); i++) {
      List<String> command =
          Jvm.worker(processes.agentJar(), "analyzer=" + processes.analyzerAddress(), setting.heapMegabytes());
      Child worker = processes.start("worker-" + i + (attempt == 0 ? "" : "-attempt-" + attempt), command);
      worker.tell(new ObjectMapper().writeValueAsString(
          new Assignment(scenario.name(), fixed, job, i, attempt, addresses, databaseUrl)));
      workers.add(worker);
    }
    attempt++;
    processes.await("the job to start", () -> workers.stream().anyMatch(w -> w.lastLine("running").isPresent()));
  }

  @Override
  public Optional<String> jobId() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> openCauseStands() {
    return Optional.empty();
  }

  @Override
  public void stop() {
    processes.end(workers);
    workers.clear();
  }

  @Override
  public List<Child> workers() {
    return List.copyOf(workers);
  }

  @Override
  public Optional<Delivered> delivered() {
    List<String> told =
        workers.stream().map(worker -> worker.lastLine("delivered ")).flatMap(Optional::stream).toList();
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(new Delivered(
            Duration.ofNanos(System.nanoTime()), told.stream().mapToLong(Long::parseLong).sum()));
  }
}
