package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.StackReading.StackClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a task's thread does, told by its stack alone. Flink's graphs do not tell a monitor that is waited for from other
 * waits, and leave out whether a native call blocks; so this knows less than the agent does.
 */
final class FlameFrames {

  private static final String FLINK = "org.apache.flink.";
  private static final String ASYNC_YIELD = FLINK + "streaming.runtime.tasks.mailbox.MailboxExecutorImpl.yield";
  private static final String MAIL = FLINK + "streaming.runtime.tasks.mailbox.Mail.run";
  private static final List<String> RUNTIME_WAITS = List.of(
      FLINK + "streaming.runtime.tasks.mailbox.TaskMailboxImpl.take",
      FLINK + "runtime.io.network.buffer.LocalBufferPool.requestMemorySegmentBlocking");
  private static final List<String> OPERATOR_CALLS = List.of(
      FLINK + "streaming.api.operators.", FLINK + "streaming.runtime.operators.", FLINK + "table.runtime.operators.");
  private static final List<String> STATE = List.of(
      "org.rocksdb.", "org.forstdb.", FLINK + "contrib.streaming.state.", FLINK + "state.",
      FLINK + "runtime.state.heap.");
  private static final List<String> SERIALIZATION = List.of(
      "com.esotericsoftware.kryo.", FLINK + "api.common.typeutils.", FLINK + "api.java.typeutils.runtime.",
      FLINK + "runtime.io.network.api.serialization.", FLINK + "runtime.plugable.", FLINK + "table.runtime.typeutils.",
      "org.apache.avro.", "com.google.protobuf.", "com.fasterxml.jackson.");
  private static final List<String> CLIENTS = List.of(
      "java.sql.", "org.postgresql.", "com.mysql.", "org.mariadb.jdbc.", "oracle.jdbc.", "com.microsoft.sqlserver.jdbc.",
      "org.h2.", "com.zaxxer.hikari.", "redis.clients.jedis.", "io.lettuce.core.", "com.mongodb.", "com.datastax.",
      "org.apache.kafka.clients.", "okhttp3.", "org.apache.http.", "org.apache.hc.", "jdk.internal.net.http.",
      "sun.net.www.protocol.http", "io.grpc.stub.", "software.amazon.awssdk.");
  private static final List<String> LOCKS = List.of(
      "java.util.concurrent.locks.ReentrantLock", "java.util.concurrent.locks.ReentrantReadWriteLock",
      "java.util.concurrent.Semaphore");
  private static final List<String> POOLS = List.of(
      "com.zaxxer.hikari.util.ConcurrentBag", "org.apache.commons.pool2.impl.",
      "org.apache.tomcat.jdbc.pool.FairBlockingQueue", "com.mchange.v2.resourcepool.", "org.apache.http.pool.",
      "org.apache.hc.core5.pool.");
  private static final List<String> SOCKETS = List.of(
      "sun.nio.ch.SocketDispatcher", "sun.nio.ch.NioSocketImpl", "sun.nio.ch.SocketChannelImpl", "sun.nio.ch.Net.",
      "sun.nio.ch.EPoll", "java.net.SocketInputStream", "java.net.SocketOutputStream", "java.net.PlainSocketImpl");
  private static final List<String> FILES = List.of(
      "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.RandomAccessFile", "java.io.FileDescriptor",
      "sun.nio.ch.FileDispatcherImpl", "sun.nio.ch.UnixFileDispatcherImpl", "sun.nio.fs.UnixNativeDispatcher");
  private static final List<List<String>> LIBRARIES = List.of(STATE, SERIALIZATION, CLIENTS);
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private FlameFrames() {}

  /**
   * What the thread does; empty while it waits for input or for an output buffer, which is no part of its busy time.
   *
   * @param frames the outermost first
   * @param onCpu whether the stack is of the graph of running threads
   */
  static Optional<StackClass> kind(List<String> frames, boolean onCpu) {
    if (yields(frames)) {
      return Optional.of(onCpu ? StackClass.ON_CPU : StackClass.ASYNC_WAIT);
    }
    if (frames.stream().anyMatch(frame -> startsWithOneOf(RUNTIME_WAITS, frame))) {
      return Optional.empty();
    }
    return Optional.of(onCpu ? whileRunning(frames) : whileStandingStill(frames));
  }

  /** Whether the thread waits for a mail while an operator holds it; a mail that comes is run inside the same frame. */
  private static boolean yields(List<String> frames) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (frames.get(i).startsWith(ASYNC_YIELD)) {
        return true;
      }
      if (frames.get(i).startsWith(MAIL) || startsWithOneOf(OPERATOR_CALLS, frames.get(i))) {
        return false;
      }
    }
    return false;
  }

  /** The nearest frame of the user's code, or else of a library, or else the innermost of all. */
  static Optional<String> nearest(List<String> frames) {
    List<String> inwardOut = new ArrayList<>(frames);
    Collections.reverse(inwardOut);
    List<String> foreign = inwardOut.stream()
        .filter(frame -> !startsWithOneOf(JDK, frame) && !frame.startsWith(FLINK)).toList();
    return foreign.stream().filter(frame -> LIBRARIES.stream().noneMatch(known -> startsWithOneOf(known, frame)))
        .findFirst().or(() -> foreign.stream().findFirst()).or(() -> inwardOut.stream().findFirst());
  }

  private static StackClass whileRunning(List<String> frames) {
    if (blocksIn(SOCKETS, frames)) {
      return StackClass.SOCKET_IO;
    }
    if (blocksIn(FILES, frames)) {
      return StackClass.FILE_IO;
    }
    if (isInState(frames)) {
      return StackClass.STATE;
    }
    return isBelowOperator(SERIALIZATION, frames) ? StackClass.SERIALIZATION : StackClass.ON_CPU;
  }

  private static StackClass whileStandingStill(List<String> frames) {
    if (isInPool(frames)) {
      return StackClass.LOCK;
    }
    if (isBelowOperator(CLIENTS, frames)) {
      return StackClass.SOCKET_IO;
    }
    if (frames.stream().anyMatch(frame -> frame.startsWith("java.lang.Thread.sleep"))) {
      return StackClass.SLEEP;
    }
    if (isInState(frames)) {
      return StackClass.STATE;
    }
    if (isBelowOperator(LOCKS, frames) || !startsWithOneOf(JDK, frames.get(frames.size() - 1))) {
      return StackClass.LOCK;
    }
    return StackClass.OTHER;
  }

  /** Whether the innermost frame outside the JDK is of a pool: somebody else has all that it holds. */
  private static boolean isInPool(List<String> frames) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (!startsWithOneOf(JDK, frames.get(i))) {
        return startsWithOneOf(POOLS, frames.get(i));
      }
    }
    return false;
  }

  /** Whether a native call is innermost, which line -2 says, and the JDK's frames around it are some of these. */
  private static boolean blocksIn(List<String> classes, List<String> frames) {
    int innermost = frames.size() - 1;
    if (innermost < 0 || !frames.get(innermost).endsWith(":-2")) {
      return false;
    }
    for (int i = innermost; i >= 0 && startsWithOneOf(JDK, frames.get(i)); i--) {
      if (startsWithOneOf(classes, frames.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a state store works, and not the user's code that it calls, such as an aggregating function. */
  private static boolean isInState(List<String> frames) {
    for (int i = frames.size() - 1; i >= 0 && !startsWithOneOf(OPERATOR_CALLS, frames.get(i)); i--) {
      if (startsWithOneOf(STATE, frames.get(i))) {
        return true;
      }
      if (isUsers(frames.get(i))) {
        return false;
      }
    }
    return false;
  }

  private static boolean isUsers(String frame) {
    return !startsWithOneOf(JDK, frame) && !frame.startsWith(FLINK)
        && LIBRARIES.stream().noneMatch(known -> startsWithOneOf(known, frame));
  }

  private static boolean isBelowOperator(List<String> prefixes, List<String> frames) {
    for (int i = frames.size() - 1; i >= 0 && !startsWithOneOf(OPERATOR_CALLS, frames.get(i)); i--) {
      if (startsWithOneOf(prefixes, frames.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithOneOf(List<String> prefixes, String frame) {
    return prefixes.stream().anyMatch(frame::startsWith);
  }
}
