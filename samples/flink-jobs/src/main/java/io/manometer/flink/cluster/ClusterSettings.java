package io.manometer.flink.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a cluster is to be.
 *
 * @param name of the cluster among those of a run; its files and logs begin with it
 * @param module folder of this module, where the class paths were built
 * @param slots per TaskManager
 * @param taskHeapMegabytes heap for user code per TaskManager; Flink adds 128 MB for itself
 * @param taskManagerOptions further JVM options for TaskManagers, such as {@code -javaagent:...}
 * @param config further lines for config.yaml; they win over the launcher's own
 */
public record ClusterSettings(
    String name,
    FlinkRelease release,
    Path module,
    int restPort,
    int taskManagers,
    int slots,
    int taskHeapMegabytes,
    List<String> taskManagerOptions,
    Map<String, String> config) {

  private static final int TASK_HEAP_MEGABYTES = 384;

  public ClusterSettings {
    taskManagerOptions = List.copyOf(taskManagerOptions);
    config = Map.copyOf(config);
  }

  /** Two TaskManagers with four slots each. */
  public static ClusterSettings of(String name, FlinkRelease release, Path module, int restPort) {
    return new ClusterSettings(
        name, release, module, restPort, 2, 4, TASK_HEAP_MEGABYTES, List.of(), Map.of());
  }

  public ClusterSettings withTaskManagerOptions(List<String> options) {
    return new ClusterSettings(
        name, release, module, restPort, taskManagers, slots, taskHeapMegabytes, options, config);
  }

  /** None at all leaves them to {@link FlinkCluster#addTaskManager}. */
  public ClusterSettings withTaskManagers(int count, int slotsOfEach) {
    return new ClusterSettings(
        name, release, module, restPort, count, slotsOfEach, taskHeapMegabytes, taskManagerOptions, config);
  }

  public ClusterSettings withTaskHeap(int megabytes) {
    return new ClusterSettings(
        name, release, module, restPort, taskManagers, slots, megabytes, taskManagerOptions, config);
  }

  public ClusterSettings withConfig(Map<String, String> lines) {
    return new ClusterSettings(
        name, release, module, restPort, taskManagers, slots, taskHeapMegabytes, taskManagerOptions, lines);
  }
}
