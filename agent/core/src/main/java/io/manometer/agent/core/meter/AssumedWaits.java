package io.manometer.agent.core.meter;

import java.lang.Thread.State;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The threads that were in the midst of a wait when the agent came, and whose stacks are worth another look. One that stands
 * still and has begun no other wait since the last look is where it was; asking for that stops no thread. The stacks of the
 * others are taken all at once, which stops all threads for a moment. Threads: one.
 */
final class AssumedWaits {

  private final ThreadMXBean threads;
  private Map<Long, Long> waitsBegun = Map.of();

  /** A task and the stack of its thread. */
  record Seen(TrackedTask task, StackTraceElement[] stack) {}

  AssumedWaits(ThreadMXBean threads) {
    this.threads = threads;
  }

  /** @param assumed all tasks whose wait is assumed; what was known of others is forgotten */
  List<Seen> thatMayBeOver(List<TrackedTask> assumed) {
    List<TrackedTask> moved = assumed.isEmpty() ? assumed : movedSinceTheLastLook(assumed);
    if (moved.isEmpty()) {
      return List.of();
    }
    ThreadInfo[] infos = threads.getThreadInfo(ids(moved), Integer.MAX_VALUE);
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < infos.length; i++) {
      if (infos[i] != null) {
        seen.add(new Seen(moved.get(i), infos[i].getStackTrace()));
      }
    }
    return seen;
  }

  private List<TrackedTask> movedSinceTheLastLook(List<TrackedTask> assumed) {
    ThreadInfo[] infos = threads.getThreadInfo(ids(assumed), 0);
    Map<Long, Long> begun = new HashMap<>();
    List<TrackedTask> moved = new ArrayList<>();
    for (int i = 0; i < infos.length; i++) {
      if (infos[i] != null) {
        begun.put(infos[i].getThreadId(), infos[i].getWaitedCount());
        Long before = waitsBegun.get(infos[i].getThreadId());
        if (before == null || before != infos[i].getWaitedCount() || !waits(infos[i].getThreadState())) {
          moved.add(assumed.get(i));
        }
      }
    }
    waitsBegun = begun;
    return moved;
  }

  private static boolean waits(State state) {
    return state == State.WAITING || state == State.TIMED_WAITING;
  }

  private static long[] ids(List<TrackedTask> tasks) {
    return tasks.stream().mapToLong(task -> task.thread().getId()).toArray();
  }
}
