package io.manometer.agent.adapter.creditflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.OperatorNode.ChainedOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainStackTest {

  private static final String R = "io.manometer.creditflow.";
  private static final List<String> BASE = List.of(R + "runtime.ChainFeed.record", R + "network.RecordReader.read",
      R + "runtime.Subtask.runInput", R + "runtime.Subtask.run", "java.lang.Thread.run");

  private final ChainStack chain = chainOf("parse", "enrich", "write");

  @Test
  void theNumberOfOperatorFramesIsThePlaceInTheChain() {
    assertThat(chain.operatorOf(stack(R + "operator.MapOperator.process"))).contains("parse");
    assertThat(chain.operatorOf(stack("app.Enrich.flatMap", R + "operator.FlatMapOperator.process",
        R + "operator.MapOperator.process"))).contains("enrich");
    assertThat(chain.operatorOf(stack("app.Sink.write", R + "operator.SinkOperator.process",
        R + "operator.Emitter.collect", "app.Enrich.flatMap", R + "operator.FlatMapOperator.process",
        R + "operator.MapOperator.process"))).contains("write");
  }

  @Test
  void whereTheOuterEndIsCutOffNothingIsTold() {
    StackTraceElement[] whole = stack("app.Sink.write", R + "operator.SinkOperator.process");
    StackTraceElement[] cut = Arrays.copyOf(whole, 2);

    assertThat(chain.operatorOf(cut)).isEmpty();
  }

  @Test
  void outsideOfAnyOperatorNothingIsTold() {
    assertThat(chain.operatorOf(stack())).isEmpty();
  }

  @Test
  void aChainOfOneNeedsNoTelling() {
    assertThat(chainOf("only").operatorOf(stack(R + "operator.MapOperator.process"))).isEmpty();
  }

  private static ChainStack chainOf(String... ids) {
    return new ChainStack(Stream.of(ids).map(id -> new ChainedOperator(id, id)).toList());
  }

  private static StackTraceElement[] stack(String... frames) {
    List<String> all = new ArrayList<>(List.of(frames));
    all.addAll(BASE);
    return all.stream().map(frame -> {
      int dot = frame.lastIndexOf('.');
      return new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1), "X.java", 7);
    }).toArray(StackTraceElement[]::new);
  }
}
