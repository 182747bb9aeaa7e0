package io.manometer.agent.core.weave;

import io.manometer.agent.core.stacks.StackClassifier;
import io.manometer.agent.core.stacks.WaitPlaces;
import io.manometer.agent.target.TargetAdapter;
import io.manometer.agent.target.TargetLine;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** One target's adapter in this process, and how it fares. Threads: any. */
public final class Module {

  /** {@code WAITING}: no class of the target was loaded yet. {@code OFF}: see the problem. */
  public enum State { WAITING, ON, OFF }

  private final TargetAdapter adapter;
  private final StackClassifier classifier;
  private final Map<ClassLoader, Optional<TargetLine>> lineOfLoader = new WeakHashMap<>();
  private final Map<Thread, String> unreadableTasks = new WeakHashMap<>();
  private State state = State.WAITING;
  private String line;
  private String problem;
  private String keptOut;

  Module(TargetAdapter adapter) {
    this.adapter = adapter;
    this.classifier = new StackClassifier(adapter.stackHints(), new WaitPlaces(adapter.lines()));
  }

  public String name() {
    return adapter.name();
  }

  public synchronized State state() {
    return keptOut == null ? state : State.OFF;
  }

  /** Name of the line that was woven; null before. */
  public synchronized String line() {
    return line;
  }

  /** What went wrong, in one sentence; null when nothing did. */
  public synchronized String problem() {
    unreadableTasks.keySet().removeIf(thread -> !thread.isAlive());
    if (keptOut != null) {
      return keptOut;
    }
    return problem == null ? unreadableTasks.values().stream().findFirst().orElse(null) : problem;
  }

  TargetAdapter adapter() {
    return adapter;
  }

  StackClassifier classifier() {
    return classifier;
  }

  synchronized Optional<TargetLine> lineOf(ClassLoader loader, Supplier<Optional<TargetLine>> find) {
    Optional<TargetLine> known = lineOfLoader.get(loader);
    if (known == null) {
      known = find.get();
      lineOfLoader.put(loader, known);
    }
    return known;
  }

  synchronized void isOn(TargetLine woven) {
    state = State.ON;
    line = woven.name();
  }

  /** Switches the module off for good, unless part of it works already. */
  synchronized void fails(String why) {
    problem = why;
    state = state == State.ON ? State.ON : State.OFF;
  }

  /** Off because the JVM lets none of its classes be changed, for the reason given; null: not so, or not any more. */
  synchronized void isKeptOut(String why) {
    keptOut = why;
  }

  /** A problem while the task's thread lives: one that merely ended as it was read is soon none. */
  synchronized void cannotRead(Thread task, String why) {
    unreadableTasks.put(task, why);
  }

  synchronized void canRead(Thread task) {
    unreadableTasks.remove(task);
  }
}
