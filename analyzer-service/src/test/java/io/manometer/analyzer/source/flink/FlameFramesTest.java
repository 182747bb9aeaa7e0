package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.StackReading.StackClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlameFramesTest {

  private static final List<String> TASK = List.of(
      "java.lang.Thread.run:840",
      "org.apache.flink.streaming.runtime.tasks.mailbox.MailboxProcessor.runMailboxLoop:229");
  private static final String OPERATOR = "org.apache.flink.streaming.api.operators.StreamMap.processElement:38";
  private static final String ADDS =
      "org.apache.flink.streaming.api.operators.async.AsyncWaitOperator.addToWorkQueue:363";
  private static final String COMPLETES =
      "org.apache.flink.streaming.api.operators.async.AsyncWaitOperator.outputCompletedElement:410";
  private static final String YIELDS = "org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl.yield:86";
  private static final String TAKES = "org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl.take:149";
  private static final String MAIL = "org.apache.flink.streaming.runtime.tasks.mailbox.Mail.run:110";

  @Test
  void waitingForInputOrForABufferIsNoPartOfBusyTime() {
    assertThat(standing("org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl.take:149",
        "jdk.internal.misc.Unsafe.park:-2")).isEmpty();
    assertThat(standing(OPERATOR,
        "org.apache.flink.runtime.io.network.buffer.LocalBufferPool.requestMemorySegmentBlocking:407",
        "java.util.concurrent.CompletableFuture.get:2072")).isEmpty();
  }

  @Test
  void aFullAsyncQueueWaitsForMailsAndIsBusyAllTheSame() {
    assertThat(standing(ADDS, YIELDS, TAKES)).contains(StackClass.ASYNC_WAIT);
    assertThat(running(ADDS, YIELDS, TAKES)).contains(StackClass.ON_CPU);
  }

  @Test
  void whatAMailDoesWhileTheAsyncQueueIsFullIsNoWaitForTheQueue() {
    assertThat(running(ADDS, YIELDS, MAIL, COMPLETES, OPERATOR, "shop.Price.map:7")).contains(StackClass.ON_CPU);
    assertThat(running(ADDS, YIELDS, MAIL, "shop.Refresh.run:3")).contains(StackClass.ON_CPU);
    assertThat(standing(ADDS, YIELDS, MAIL, COMPLETES, OPERATOR, "shop.Price.map:7", "java.lang.Thread.sleep:-2"))
        .contains(StackClass.SLEEP);
    assertThat(standing(ADDS, YIELDS, MAIL, COMPLETES,
        "org.apache.flink.runtime.io.network.buffer.LocalBufferPool.requestMemorySegmentBlocking:407")).isEmpty();
  }

  @Test
  void aMailThatMeetsAnotherFullAsyncQueueWaitsForThatOne() {
    assertThat(standing(ADDS, YIELDS, MAIL, COMPLETES, ADDS, YIELDS, TAKES)).contains(StackClass.ASYNC_WAIT);
  }

  @Test
  void aNativeReadOfASocketIsWaitingThoughTheGraphSaysItRuns() {
    assertThat(running(OPERATOR, "org.h2.value.Transfer.readInt:1", "java.net.SocketInputStream.read:1",
        "sun.nio.ch.SocketDispatcher.read0:-2")).contains(StackClass.SOCKET_IO);
  }

  @Test
  void stateIsSeenBelowTheOperatorOnly() {
    assertThat(running(OPERATOR, "shop.Position.map:4", "org.rocksdb.RocksIterator.next0:-2"))
        .contains(StackClass.STATE);
    assertThat(running("org.apache.flink.runtime.state.heap.StateTable.get:1", OPERATOR, "shop.Price.map:7"))
        .contains(StackClass.ON_CPU);
  }

  @Test
  void codeOfTheUserThatAStateStoreCallsIsNoStateAccess() {
    assertThat(running(OPERATOR, "org.apache.flink.runtime.state.heap.HeapAggregatingState.add:94", "shop.Mean.add:12",
        "java.lang.Math.sqrt:1")).contains(StackClass.ON_CPU);
  }

  @Test
  void whatStandsStillIsTakenForNoMoreThanItsStackTells() {
    assertThat(standing(OPERATOR, "shop.Tariff.map:9", "java.lang.Thread.sleep:-2")).contains(StackClass.SLEEP);
    assertThat(standing(OPERATOR, "shop.Tariff.map:9")).contains(StackClass.LOCK);
    assertThat(standing(OPERATOR, "shop.Tariff.map:9", "jdk.internal.misc.Unsafe.park:-2"))
        .contains(StackClass.OTHER);
  }

  @Test
  void aPoolThatHasNoConnectionLeftIsWaitedForAndNotTheDatabase() {
    assertThat(standing(OPERATOR, "shop.Ledger.write:12", "com.zaxxer.hikari.pool.HikariPool.getConnection:181",
        "com.zaxxer.hikari.util.ConcurrentBag.borrow:151", "java.util.concurrent.SynchronousQueue.poll:1",
        "jdk.internal.misc.Unsafe.park:-2")).contains(StackClass.LOCK);
    assertThat(running(OPERATOR, "shop.Ledger.write:12", "com.zaxxer.hikari.pool.ProxyStatement.execute:94",
        "org.postgresql.core.PGStream.read:5", "sun.nio.ch.SocketDispatcher.read0:-2")).contains(StackClass.SOCKET_IO);
  }

  @Test
  void theNearestFrameIsTheUsersOwn() {
    assertThat(FlameFrames.nearest(stack(OPERATOR, "shop.Ledger.write:12", "org.h2.jdbc.JdbcStatement.execute:3", "java.net.Socket.read:1")))
        .contains("shop.Ledger.write:12");
    assertThat(FlameFrames.nearest(stack(OPERATOR, "org.h2.jdbc.JdbcStatement.execute:3", "java.net.Socket.read:1")))
        .contains("org.h2.jdbc.JdbcStatement.execute:3");
  }

  private static Optional<StackClass> running(String... frames) {
    return FlameFrames.kind(stack(frames), true);
  }

  private static Optional<StackClass> standing(String... frames) {
    return FlameFrames.kind(stack(frames), false);
  }

  private static List<String> stack(String... frames) {
    List<String> stack = new ArrayList<>(TASK);
    stack.addAll(List.of(frames));
    return stack;
  }
}
