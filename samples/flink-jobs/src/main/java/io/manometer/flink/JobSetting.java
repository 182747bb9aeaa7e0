package io.manometer.flink;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A Flink job and what it runs on.
 *
 * @param main class of the job in {@code io.manometer.flink.jobs}
 * @param arguments by name; {@code job} and the addresses of parts are added when it is started
 * @param parts what it talks to
 * @param taskHeapMegabytes heap for user code of each TaskManager
 */
public record JobSetting(String main, Map<String, String> arguments, Set<Part> parts, int taskHeapMegabytes) {

  private static final int TASK_HEAP_MEGABYTES = 384;

  /** What a job may talk to. */
  public enum Part { DATABASE, QUOTES, KAFKA }

  public JobSetting {
    arguments = Map.copyOf(arguments);
    parts = Set.copyOf(parts);
  }

  /** A job that talks to nobody, with arguments as names and values in turn. */
  public static JobSetting of(String main, Object... arguments) {
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      named.put(arguments[i].toString(), arguments[i + 1].toString());
    }
    return new JobSetting(main, named, Set.of(), TASK_HEAP_MEGABYTES);
  }

  public JobSetting talkingTo(Part... parts) {
    return new JobSetting(main, arguments, Set.of(parts), taskHeapMegabytes);
  }

  public JobSetting withTaskHeap(int megabytes) {
    return new JobSetting(main, arguments, parts, megabytes);
  }

  /** The same with other values of some arguments. */
  public JobSetting with(Object... changed) {
    Map<String, String> named = new TreeMap<>(arguments);
    for (int i = 0; i < changed.length; i += 2) {
      named.put(changed[i].toString(), changed[i + 1].toString());
    }
    return new JobSetting(main, named, parts, taskHeapMegabytes);
  }
}
