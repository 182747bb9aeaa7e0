package io.manometer.agent.core.push;

import java.util.ArrayDeque;
import java.util.Deque;

/** Encoded snapshots that wait to be sent: a few, the oldest given up first and counted. Threads: any. */
final class SnapshotQueue {

  static final int CAPACITY = 6;

  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long dropped;

  synchronized void add(byte[] snapshot) {
    if (waiting.size() == CAPACITY) {
      waiting.removeFirst();
      dropped++;
    }
    waiting.addLast(snapshot);
    notifyAll();
  }

  /** The oldest, left in place; waits for one up to {@code millis}, then null. */
  synchronized byte[] first(long millis) throws InterruptedException {
    if (waiting.isEmpty()) {
      wait(millis);
    }
    return waiting.peekFirst();
  }

  /** Takes a snapshot out, when it is still there. */
  synchronized void remove(byte[] snapshot) {
    waiting.removeIf(entry -> entry == snapshot);
  }

  /** Counts one that will not be tried again. */
  synchronized void giveUp(byte[] snapshot) {
    remove(snapshot);
    dropped++;
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized long dropped() {
    return dropped;
  }
}
