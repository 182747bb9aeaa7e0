package io.manometer.agent.adapter.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.OperatorNode.ChainedOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainStackTest {

  private static final String T = "org.apache.flink.streaming.runtime.tasks.";
  private static final String PUSH = T + "ChainingOutput.pushToOperator";
  private static final String PUSH_COPY = T + "CopyingChainingOutput.pushToOperator";
  private static final String WATERMARK_ON = T + "ChainingOutput.emitWatermark";
  private static final String INPUT = T + "OneInputStreamTask$StreamTaskNetworkOutput.emitRecord";
  private static final String WATERMARK = T + "OneInputStreamTask$StreamTaskNetworkOutput.emitWatermark";
  private static final String SOURCE = "org.apache.flink.streaming.api.operators.SourceOperator.emitNext";
  private static final String LOOP = T + "mailbox.MailboxProcessor.runMailboxLoop";
  private static final String MAIL = T + "mailbox.Mail.run";
  private static final List<ChainedOperator> CHAIN = chain("parse", "enrich", "write");

  @Test
  void theNumberOfHandOversIsThePlaceInTheChain() {
    assertThat(operatorOf("app.Parse.map", INPUT, LOOP)).contains("parse");
    assertThat(operatorOf("app.Enrich.map", PUSH, "app.Parse.map", INPUT, LOOP)).contains("enrich");
    assertThat(operatorOf("app.Write.write", PUSH, PUSH_COPY, INPUT, LOOP)).contains("write");
  }

  @Test
  void aSourceIsTheHeadOfItsChain() {
    assertThat(operatorOf("app.Reader.pollNext", SOURCE, LOOP)).contains("parse");
    assertThat(operatorOf("app.Enrich.map", PUSH, "app.Reader.pollNext", SOURCE, LOOP)).contains("enrich");
  }

  @Test
  void aWatermarkTellsTheOperatorAtTheHeadAndThoseThatItsTimersHandRecordsTo() {
    assertThat(operatorOf("app.Window.onEventTime", WATERMARK, LOOP)).contains("parse");
    assertThat(operatorOf("app.Enrich.map", PUSH, "app.Window.onEventTime", WATERMARK, LOOP)).contains("enrich");
    assertThat(operatorOf("app.Enrich.onEventTime", WATERMARK_ON, "app.Window.processWatermark", WATERMARK, LOOP)).isEmpty();
    assertThat(operatorOf("app.Write.write", PUSH, "app.Enrich.onEventTime", WATERMARK_ON, WATERMARK, LOOP)).isEmpty();
  }

  @Test
  void aCheckpointAndTheEndOfTheInputReachEachOperatorOnAWayOfTheirOwn() {
    String read = T + "StreamTask.processInput";
    String gate = "org.apache.flink.streaming.runtime.io.checkpointing.CheckpointedInputGate.pollNext";
    String chain = T + "RegularOperatorChain.prepareSnapshotPreBarrier";
    assertThat(operatorOf("app.Writer.flush", chain, gate, read, LOOP)).isEmpty();
    assertThat(operatorOf("app.Writer.close", T + "RegularOperatorChain.finishOperators", read, LOOP)).isEmpty();
  }

  @Test
  void aUsersMethodOfTheSameNameIsNoHandOver() {
    assertThat(operatorOf("app.ChainingOutput.pushToOperator", "app.Parse.map", INPUT, LOOP)).contains("parse");
  }

  @Test
  void workThatAMailOrATimerStartedTellsNothing() {
    assertThat(operatorOf("app.Enrich.onTimer", PUSH, MAIL, LOOP)).isEmpty();
    assertThat(operatorOf("app.Enrich.onTimer", PUSH, INPUT, MAIL, LOOP)).isEmpty();
  }

  @Test
  void whereTheOuterEndIsCutOffNothingIsTold() {
    StackTraceElement[] whole = stack("app.Write.write", PUSH, PUSH, INPUT, LOOP);

    assertThat(ChainStack.operatorOf(CHAIN, Arrays.copyOf(whole, 3))).isEmpty();
  }

  @Test
  void inAChainWithBranchesNothingIsTold() {
    assertThat(operatorOf("app.Write.write", PUSH, T + "BroadcastingOutputCollector.collect", INPUT, LOOP)).isEmpty();
  }

  @Test
  void moreHandOversThanTheChainHasOperatorsTellNothing() {
    assertThat(operatorOf("app.Write.write", PUSH, PUSH, PUSH, INPUT, LOOP)).isEmpty();
  }

  @Test
  void aChainOfOneNeedsNoTelling() {
    assertThat(ChainStack.operatorOf(chain("only"), stack("app.Parse.map", INPUT, LOOP))).isEmpty();
    assertThat(ChainStack.operatorOf(List.of(), stack("app.Parse.map", INPUT, LOOP))).isEmpty();
  }

  private static Optional<String> operatorOf(String... frames) {
    return ChainStack.operatorOf(CHAIN, stack(frames));
  }

  private static List<ChainedOperator> chain(String... ids) {
    return Stream.of(ids).map(id -> new ChainedOperator(id, id)).toList();
  }

  private static StackTraceElement[] stack(String... frames) {
    List<StackTraceElement> elements = new ArrayList<>();
    for (String frame : frames) {
      int dot = frame.lastIndexOf('.');
      elements.add(new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1), "X.java", 7));
    }
    return elements.toArray(StackTraceElement[]::new);
  }
}
