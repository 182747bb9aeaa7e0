package io.manometer.agent.core.stacks;

import static io.manometer.agent.target.StackHint.Kind.ASYNC_WAIT;
import static io.manometer.agent.target.StackHint.Kind.CLIENT_IO;
import static io.manometer.agent.target.StackHint.Kind.LOCK;
import static io.manometer.agent.target.StackHint.Kind.SERIALIZATION;
import static io.manometer.agent.target.StackHint.Kind.STATE;

import io.manometer.agent.target.StackHint;
import java.util.List;

/**
 * Frames of the JDK and of common libraries that say what a thread does. A list to extend: one line a library. Frames of
 * a target runtime come from its adapter.
 */
final class KnownFrames {

  static final List<StackHint> LIBRARIES = List.of(
      // embedded stores that stream processors keep their state in
      StackHint.of("org.rocksdb.", STATE),
      StackHint.of("org.forstdb.", STATE),
      StackHint.of("org.iq80.leveldb.", STATE),
      StackHint.of("org.fusesource.leveldbjni.", STATE),
      StackHint.of("org.lmdbjava.", STATE),
      StackHint.of("jetbrains.exodus.", STATE),
      StackHint.of("org.mapdb.", STATE),
      // records to bytes and back
      StackHint.of("com.esotericsoftware.kryo.", SERIALIZATION),
      StackHint.of("com.twitter.chill.", SERIALIZATION),
      StackHint.of("org.apache.avro.", SERIALIZATION),
      StackHint.of("org.apache.fory.", SERIALIZATION),
      StackHint.of("com.google.protobuf.", SERIALIZATION),
      StackHint.of("org.apache.thrift.", SERIALIZATION),
      StackHint.of("com.fasterxml.jackson.", SERIALIZATION),
      StackHint.of("tools.jackson.", SERIALIZATION),
      StackHint.of("com.google.gson.", SERIALIZATION),
      StackHint.of("java.io.ObjectInputStream", SERIALIZATION),
      StackHint.of("java.io.ObjectOutputStream", SERIALIZATION),
      // clients of other processes
      StackHint.of("java.sql.", CLIENT_IO),
      StackHint.of("javax.sql.", CLIENT_IO),
      StackHint.of("org.postgresql.", CLIENT_IO),
      StackHint.of("com.mysql.", CLIENT_IO),
      StackHint.of("org.mariadb.jdbc.", CLIENT_IO),
      StackHint.of("oracle.jdbc.", CLIENT_IO),
      StackHint.of("com.microsoft.sqlserver.jdbc.", CLIENT_IO),
      StackHint.of("org.h2.", CLIENT_IO),
      StackHint.of("com.zaxxer.hikari.", CLIENT_IO),
      StackHint.of("com.clickhouse.", CLIENT_IO),
      StackHint.of("com.datastax.", CLIENT_IO),
      StackHint.of("com.mongodb.", CLIENT_IO),
      StackHint.of("redis.clients.jedis.", CLIENT_IO),
      StackHint.of("io.lettuce.core.", CLIENT_IO),
      StackHint.of("org.elasticsearch.client.", CLIENT_IO),
      StackHint.of("co.elastic.clients.", CLIENT_IO),
      StackHint.of("org.apache.kafka.clients.", CLIENT_IO),
      StackHint.of("org.apache.hadoop.hbase.client.", CLIENT_IO),
      StackHint.of("okhttp3.", CLIENT_IO),
      StackHint.of("org.apache.http.", CLIENT_IO),
      StackHint.of("org.apache.hc.", CLIENT_IO),
      StackHint.of("jdk.internal.net.http.", CLIENT_IO),
      StackHint.of("sun.net.www.protocol.http", CLIENT_IO),
      StackHint.of("io.grpc.stub.", CLIENT_IO),
      StackHint.of("software.amazon.awssdk.", CLIENT_IO),
      StackHint.of("com.amazonaws.", CLIENT_IO));

  /** Why a parked or waiting thread stands still; the first frame from the top that matches decides. */
  static final List<StackHint> STANDING_STILL = List.of(
      StackHint.of("java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject", ASYNC_WAIT),
      StackHint.of("java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject", ASYNC_WAIT),
      StackHint.of("java.util.concurrent.CountDownLatch", ASYNC_WAIT),
      StackHint.of("java.util.concurrent.locks.ReentrantLock", LOCK),
      StackHint.of("java.util.concurrent.locks.ReentrantReadWriteLock", LOCK),
      StackHint.of("java.util.concurrent.locks.StampedLock", LOCK),
      StackHint.of("java.util.concurrent.Semaphore", LOCK),
      StackHint.of("java.util.concurrent.", ASYNC_WAIT),
      new StackHint("java.lang.Object", "wait", ASYNC_WAIT),
      new StackHint("java.lang.Thread", "join", ASYNC_WAIT));

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

  /** The class itself or one nested in it. */
  private static boolean isOneOf(List<String> classes, StackTraceElement frame) {
    String name = frame.getClassName();
    return classes.stream().anyMatch(
        known -> name.equals(known) || (name.startsWith(known) && name.charAt(known.length()) == '$'));
  }
}
