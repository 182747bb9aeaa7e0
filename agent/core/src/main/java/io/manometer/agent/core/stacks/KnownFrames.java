package io.manometer.agent.core.stacks;

import static io.manometer.agent.target.StackHint.Kind.ASYNC_WAIT;
import static io.manometer.agent.target.StackHint.Kind.LOCK;
import static io.manometer.agent.target.StackHint.Kind.RUNTIME;

import io.manometer.agent.target.StackHint;
import io.manometer.agent.target.StackHint.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Frames of the JDK and of common libraries that say what a thread does. Libraries are listed in
 * {@code known-frames.txt}, to be extended; frames of a target runtime come from its adapter.
 */
final class KnownFrames {

  /** Read from {@code known-frames.txt} beside this class: text there is safe from the renaming of shaded packages. */
  static final List<StackHint> LIBRARIES = readLibraries();

  /**
   * Why a parked or waiting thread stands still; the first frame from the top that matches decides. A wait for room
   * among things under way is asynchronous; a wait for one thing to be done, as by a future, may be anything that the
   * other thread does, and stays open.
   */
  static final List<StackHint> STANDING_STILL = List.of(
      StackHint.of("java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject", ASYNC_WAIT),
      StackHint.of("java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject", ASYNC_WAIT),
      StackHint.of("java.util.concurrent.CountDownLatch", RUNTIME),
      StackHint.of("java.util.concurrent.CompletableFuture", RUNTIME),
      StackHint.of("java.util.concurrent.FutureTask", RUNTIME),
      StackHint.of("java.util.concurrent.locks.ReentrantLock", LOCK),
      StackHint.of("java.util.concurrent.locks.ReentrantReadWriteLock", LOCK),
      StackHint.of("java.util.concurrent.locks.StampedLock", LOCK),
      StackHint.of("java.util.concurrent.", ASYNC_WAIT),
      new StackHint("java.lang.Object", "wait", ASYNC_WAIT));

  private static final List<String> SYNCHRONIZER = List.of(
      "java.util.concurrent.locks.LockSupport",
      "java.util.concurrent.locks.AbstractQueuedSynchronizer",
      "java.util.concurrent.locks.AbstractQueuedLongSynchronizer",
      "java.util.concurrent.locks.AbstractOwnableSynchronizer",
      "java.util.concurrent.ForkJoinPool");

  private static final List<String> SOCKETS = List.of(
      "sun.nio.ch.SocketDispatcher", "sun.nio.ch.NioSocketImpl", "sun.nio.ch.SocketChannelImpl", "sun.nio.ch.Net",
      "sun.nio.ch.EPoll", "sun.nio.ch.KQueue", "sun.nio.ch.DatagramDispatcher", "java.net.SocketInputStream",
      "java.net.SocketOutputStream", "java.net.PlainSocketImpl", "java.net.Inet4AddressImpl",
      "java.net.Inet6AddressImpl", "io.netty.channel.epoll.Native", "io.netty.channel.unix.Socket");

  private static final List<String> FILES = List.of(
      "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.RandomAccessFile", "java.io.FileDescriptor",
      "java.io.UnixFileSystem", "java.io.WinNTFileSystem", "sun.nio.ch.FileDispatcherImpl",
      "sun.nio.ch.UnixFileDispatcherImpl", "sun.nio.ch.FileChannelImpl", "sun.nio.fs.UnixNativeDispatcher");

  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private KnownFrames() {}

  /** The general skeleton of the JDK's locks and queues, which alone does not tell what is waited for. */
  static boolean isSynchronizer(StackTraceElement frame) {
    String name = frame.getClassName();
    return SYNCHRONIZER.stream().anyMatch(prefix -> name.startsWith(prefix) && !name.endsWith("$ConditionObject"));
  }

  static boolean isSocket(StackTraceElement frame) {
    return isOneOf(SOCKETS, frame);
  }

  static boolean isFile(StackTraceElement frame) {
    return isOneOf(FILES, frame);
  }

  static boolean isJdk(StackTraceElement frame) {
    String name = frame.getClassName();
    return JDK.stream().anyMatch(name::startsWith);
  }

  private static List<StackHint> readLibraries() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        KnownFrames.class.getResourceAsStream("known-frames.txt"), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .map(parts -> StackHint.of(parts[1], Kind.valueOf(parts[0])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class itself or one nested in it. */
  private static boolean isOneOf(List<String> classes, StackTraceElement frame) {
    String name = frame.getClassName();
    return classes.stream().anyMatch(
        known -> name.equals(known) || (name.startsWith(known) && name.charAt(known.length()) == '$'));
  }
}
