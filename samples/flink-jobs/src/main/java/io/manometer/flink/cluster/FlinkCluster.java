package io.manometer.flink.cluster;

import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.EnvironmentFault;
import io.manometer.scenarios.run.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A running standalone cluster. Its JVMs are among the processes that it was started with and end with those at the
 * latest.
 *
 * <p>Threads: one.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final Processes processes;
  private final ClusterSettings settings;
  private final FlinkJvm jvm;
  private final MemoryFlags.Both memory;
  private final JobRest rest;
  private final List<Child> taskManagers = new ArrayList<>();
  private Child jobManager;
  private int taskManagersStarted;

  private FlinkCluster(Processes processes, ClusterSettings settings, FlinkJvm jvm, MemoryFlags.Both memory) {
    this.processes = processes;
    this.settings = settings;
    this.jvm = jvm;
    this.memory = memory;
    this.rest = new JobRest("http://127.0.0.1:" + settings.restPort());
  }

  /** Starts the JVMs and returns when all TaskManagers of the settings have registered. Blocks, some seconds. */
  public static FlinkCluster start(Processes processes, ClusterSettings settings) {
    try {
      Path directory = processes.folder().toAbsolutePath().resolve(settings.name());
      Path conf = ClusterFiles.write(settings, directory, Processes.freePort());
      FlinkJvm jvm = new FlinkJvm(settings.release().classPath(settings.module()), conf, directory);
      FlinkCluster cluster = new FlinkCluster(
          processes, settings, jvm, MemoryFlags.of(processes, settings.name() + "-", jvm, conf));
      cluster.startJobManager();
      for (int i = 0; i < settings.taskManagers(); i++) {
        cluster.addTaskManager();
      }
      cluster.awaitTaskManagers(settings.taskManagers());
      return cluster;
    } catch (IOException e) {
      throw new EnvironmentFault("cannot write the configuration of a cluster: " + e.getMessage());
    }
  }

  private void startJobManager() {
    List<String> arguments =
        new ArrayList<>(List.of("--configDir", jvm.conf().toString(), "--executionMode", "cluster"));
    arguments.addAll(memory.jobManager().arguments());
    jobManager = start("jobmanager", memory.jobManager().jvmFlags(), JOB_MANAGER, arguments);
  }

  /** Starts one more TaskManager; it registers a few seconds later. */
  public Child addTaskManager() {
    return addTaskManager(List.of());
  }

  /** The same, with JVM options that this one has beside those of all. */
  public Child addTaskManager(List<String> ownOptions) {
    List<String> options = new ArrayList<>(memory.taskManager().jvmFlags());
    options.addAll(settings.taskManagerOptions());
    options.addAll(ownOptions);
    List<String> arguments = new ArrayList<>(List.of("--configDir", jvm.conf().toString()));
    arguments.addAll(memory.taskManager().arguments());
    Child started = start("taskmanager-" + ++taskManagersStarted, options, TASK_MANAGER, arguments);
    taskManagers.add(started);
    return started;
  }

  /** Ends one TaskManager at once, as a crash would. */
  public void kill(Child taskManager) {
    taskManager.kill();
    end(taskManager);
  }

  /** Ends one TaskManager in order: it signs off at the JobManager. */
  public void end(Child taskManager) {
    taskManagers.remove(taskManager);
    processes.end(List.of(taskManager));
  }

  /** Ends the JobManager; jobs are lost with it, TaskManagers wait for the next one. */
  public void stopJobManager() {
    processes.end(List.of(jobManager));
  }

  /** Starts the JobManager anew at the same address, after ending it if it still runs; the TaskManagers find it again. */
  public void restartJobManager() {
    stopJobManager();
    startJobManager();
  }

  /** Waits until this many TaskManagers are registered. */
  public void awaitTaskManagers(int count) {
    processes.await(count + " TaskManagers to register", () -> rest.taskManagers() == count);
  }

  public JobRest rest() {
    return rest;
  }

  /** The TaskManagers that run. */
  public List<Child> taskManagers() {
    return List.copyOf(taskManagers);
  }

  @Override
  public void close() {
    processes.end(List.copyOf(taskManagers));
    processes.end(List.of(jobManager));
    rest.close();
  }

  private Child start(String name, List<String> options, String main, List<String> arguments) {
    String full = settings.name() + "-" + name;
    return processes.start(full, jvm.command(options, full, main, arguments), jvm.environment());
  }
}
