package io.manometer.agent.core.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.target.StackHint;
import io.manometer.agent.target.StackHint.Kind;
import io.manometer.wire.StackProfile.StackClass;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackClassifierTest {

  /** A thread that is about to stand still may be in a native method for an instant, such as one that loads a class. */
  private static final int LOOKS_THAT_SETTLE = 20;

  private final StackClassifier classifier = new StackClassifier(List.of(
      StackHint.of("rt.serde.", Kind.SERIALIZATION),
      new StackHint("rt.Mailbox", "yield", Kind.ASYNC_WAIT),
      StackHint.of("rt.operator.", Kind.OPERATOR_CALL),
      StackHint.of("rt.", Kind.RUNTIME)), WaitPlaces.NONE);

  @Test
  void aThreadAtAMonitorIsAtALock() throws Exception {
    Object monitor = new Object();
    synchronized (monitor) {
      assertThat(classOf(() -> {
        synchronized (monitor) {
          return;
        }
      })).isEqualTo(StackClass.LOCK);
    }
  }

  @Test
  void aThreadThatAcquiresALockOfTheJdkIsAtALock() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    StampedLock stamped = new StampedLock();
    lock.lock();
    long stamp = stamped.writeLock();
    assertThat(classOf(lock::lock)).isEqualTo(StackClass.LOCK);
    assertThat(classOf(stamped::readLock)).isEqualTo(StackClass.LOCK);
    stamped.unlockWrite(stamp);
    lock.unlock();
  }

  @Test
  void aThreadThatWaitsForOneThingToBeDoneWaitsForWhateverThatIs() throws Exception {
    assertThat(classOf(() -> new CompletableFuture<>().get())).isEqualTo(StackClass.OTHER);
    assertThat(classOf(() -> new CompletableFuture<>().join())).isEqualTo(StackClass.OTHER);
    assertThat(classOf(() -> new FutureTask<>(() -> 1).get())).isEqualTo(StackClass.OTHER);
    assertThat(classOf(() -> new CountDownLatch(1).await())).isEqualTo(StackClass.OTHER);
  }

  @Test
  void aThreadThatWaitsForRoomAmongWhatIsUnderWayWaitsAsynchronously() throws Exception {
    assertThat(classOf(() -> new ArrayBlockingQueue<>(1).take())).isEqualTo(StackClass.ASYNC_WAIT);
    assertThat(classOf(() -> new Semaphore(0).acquire())).isEqualTo(StackClass.ASYNC_WAIT);
    Object monitor = new Object();
    assertThat(classOf(() -> {
      synchronized (monitor) {
        monitor.wait();
      }
    })).isEqualTo(StackClass.ASYNC_WAIT);
  }

  @Test
  void aSleepingThreadSleeps() throws Exception {
    assertThat(classOf(() -> Thread.sleep(60_000))).isEqualTo(StackClass.SLEEP);
  }

  @Test
  void aBarePauseIsSomethingElse() throws Exception {
    assertThat(classOf(() -> LockSupport.park())).isEqualTo(StackClass.OTHER);
  }

  @Test
  void aThreadInANativeSocketReadIsInSocketIoThoughItCountsAsRunnable() throws Exception {
    try (ServerSocket server = new ServerSocket(0);
        Socket blocking = new Socket("127.0.0.1", server.getLocalPort());
        SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress())) {
      assertThat(classOf(() -> blocking.getInputStream().read())).isEqualTo(StackClass.SOCKET_IO);
      assertThat(classOf(() -> channel.read(ByteBuffer.allocate(1)))).isEqualTo(StackClass.SOCKET_IO);
    }
  }

  @Test
  void aThreadThatStandsStillInsideAClientIsInSocketIo() {
    assertThat(classifier.classify(Thread.State.WAITING, stack(
        "jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.park",
        "java.util.concurrent.CompletableFuture.get", "jdk.internal.net.http.HttpClientImpl.send", "app.Sink.write",
        "rt.operator.Sink.process"))).isEqualTo(StackClass.SOCKET_IO);
  }

  @Test
  void aThreadThatQueuesForALockInsideAClientIsAtALock() {
    assertThat(classifier.classify(Thread.State.WAITING, stack(
        "jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.park",
        "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire", "java.util.concurrent.locks.ReentrantLock.lock",
        "org.postgresql.jdbc.ResourceLock.obtain", "app.Sink.write", "rt.operator.Sink.process")))
        .isEqualTo(StackClass.LOCK);
  }

  @Test
  void aThreadThatQueuesForAConnectionOfAPoolWaitsForWhoeverHasThem() {
    assertThat(classifier.classify(Thread.State.TIMED_WAITING, stack(
        "jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.parkNanos",
        "java.util.concurrent.SynchronousQueue.poll", "com.zaxxer.hikari.util.ConcurrentBag.borrow",
        "com.zaxxer.hikari.pool.HikariPool.getConnection", "app.Sink.write", "rt.operator.Sink.process")))
        .isEqualTo(StackClass.LOCK);
    assertThat(classifier.classify(Thread.State.RUNNABLE, with(nativeFrame("sun.nio.ch.SocketDispatcher", "read0"),
        "org.postgresql.core.VisibleBufferedInputStream.read", "com.zaxxer.hikari.pool.ProxyStatement.execute",
        "app.Sink.write", "rt.operator.Sink.process"))).isEqualTo(StackClass.SOCKET_IO);
  }

  @Test
  void aClientThatComputesIsOnCpu() {
    assertThat(classifier.classify(Thread.State.RUNNABLE, stack("org.h2.engine.Session.run", "app.Sink.write")))
        .isEqualTo(StackClass.ON_CPU);
  }

  @Test
  void aNativeFileCallIsFileIoButASocketWriteThatSharesItIsNot() {
    StackTraceElement write = nativeFrame("sun.nio.ch.FileDispatcherImpl", "write0");
    assertThat(classifier.classify(Thread.State.RUNNABLE,
        with(write, "sun.nio.ch.FileChannelImpl.write", "app.Sink.write"))).isEqualTo(StackClass.FILE_IO);
    assertThat(classifier.classify(Thread.State.RUNNABLE,
        with(write, "sun.nio.ch.SocketDispatcher.write", "sun.nio.ch.IOUtil.write", "app.Sink.write")))
        .isEqualTo(StackClass.SOCKET_IO);
    assertThat(classifier.classify(Thread.State.RUNNABLE,
        with(nativeFrame("java.io.FileOutputStream", "writeBytes"), "java.io.FileOutputStream.write", "app.A.b")))
        .isEqualTo(StackClass.FILE_IO);
  }

  @Test
  void stateComesBeforeSerializationAndBothBeforeCpu() {
    assertThat(classifier.classify(Thread.State.RUNNABLE, stack(
        "com.esotericsoftware.kryo.Kryo.readObject", "org.rocksdb.RocksDB.get", "app.Count.map", "rt.operator.Map.process")))
        .isEqualTo(StackClass.STATE);
    assertThat(classifier.classify(Thread.State.RUNNABLE, stack(
        "app.Money.setAmount", "com.fasterxml.jackson.databind.ObjectMapper.readValue", "app.Parse.map")))
        .isEqualTo(StackClass.SERIALIZATION);
    assertThat(classifier.classify(Thread.State.RUNNABLE, stack("java.util.HashMap.put", "app.Count.map")))
        .isEqualTo(StackClass.ON_CPU);
  }

  @Test
  void codeOfTheUserThatAStateStoreCallsIsNoStateAccess() {
    assertThat(classifier.classify(Thread.State.RUNNABLE, stack(
        "app.Mean.add", "org.rocksdb.AggregatingState.add", "rt.operator.Window.process"))).isEqualTo(StackClass.ON_CPU);
    assertThat(classifier.classify(Thread.State.RUNNABLE, stack(
        "com.esotericsoftware.kryo.Kryo.copy", "app.Mean.add", "org.rocksdb.AggregatingState.add", "rt.operator.Window.process")))
        .isEqualTo(StackClass.SERIALIZATION);
    assertThat(classifier.classify(Thread.State.WAITING, stack(
        "jdk.internal.misc.Unsafe.park", "java.util.concurrent.CompletableFuture.get", "app.Mean.add",
        "org.rocksdb.AggregatingState.add", "rt.operator.Window.process"))).isEqualTo(StackClass.OTHER);
  }

  @Test
  void whatLiesBelowTheInnermostOperatorBelongsToOperatorsBefore() {
    assertThat(classifier.classify(Thread.State.RUNNABLE, stack(
        "app.Spin.map", "rt.operator.Map.process", "rt.serde.Reader.read", "rt.operator.Source.run")))
        .isEqualTo(StackClass.ON_CPU);
  }

  @Test
  void theTargetSaysWhatItsOwnWaitsMean() {
    assertThat(classifier.classify(Thread.State.WAITING, stack("jdk.internal.misc.Unsafe.park", "rt.Mailbox.yield")))
        .isEqualTo(StackClass.ASYNC_WAIT);
    assertThat(classifier.classify(Thread.State.WAITING, stack("jdk.internal.misc.Unsafe.park", "rt.Mailbox.other")))
        .isEqualTo(StackClass.OTHER);
  }

  @Test
  void theFrameShownIsTheUsersAndNotTheJdksTheRuntimesOrTheLibrarys() {
    assertThat(classifier.userFrame(stack("sun.nio.ch.Net.poll", "org.h2.value.Transfer.readInt", "org.h2.jdbc.A.b",
        "app.OrdersSink.write", "rt.operator.Sink.process"))).contains("app.OrdersSink.write:7");
    assertThat(classifier.userFrame(stack("java.util.A.b", "org.rocksdb.RocksDB.get", "rt.operator.Sink.process")))
        .contains("org.rocksdb.RocksDB.get:7");
    assertThat(classifier.userFrame(stack("java.util.A.b", "rt.operator.Sink.process"))).isEmpty();
  }

  @Test
  void anEndlessNameIsCut() {
    assertThat(classifier.userFrame(stack("app." + "A".repeat(10_000) + ".b")).orElseThrow()).hasSize(200);
  }

  private StackClass classOf(Blocking work) throws Exception {
    Thread thread = new Thread(() -> {
      try {
        work.run();
      } catch (Exception ended) {
        Thread.currentThread().interrupt();
      }
    });
    thread.setDaemon(true);
    thread.start();
    StackClass seen = null;
    StackTraceElement[] before = null;
    int same = 0;
    for (StackTraceElement[] stack = thread.getStackTrace(); seen == null; stack = thread.getStackTrace()) {
      assertThat(thread.isAlive()).isTrue();
      boolean standsStill = stack.length > 0 && (stack[0].isNativeMethod() || thread.getState() == Thread.State.BLOCKED);
      same = standsStill && Arrays.equals(stack, before) ? same + 1 : 0;
      if (same == LOOKS_THAT_SETTLE) {
        seen = classifier.classify(thread.getState(), stack);
      }
      before = stack;
      Thread.onSpinWait();
    }
    thread.interrupt();
    return seen;
  }

  private interface Blocking {
    void run() throws Exception;
  }

  private static StackTraceElement[] stack(String... frames) {
    return Stream.of(frames).map(frame -> {
      int dot = frame.lastIndexOf('.');
      return new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1), "X.java", 7);
    }).toArray(StackTraceElement[]::new);
  }

  private static StackTraceElement nativeFrame(String type, String method) {
    return new StackTraceElement(type, method, "X.java", -2);
  }

  private static StackTraceElement[] with(StackTraceElement top, String... frames) {
    return Stream.concat(Stream.of(top), Stream.of(stack(frames))).toArray(StackTraceElement[]::new);
  }
}
