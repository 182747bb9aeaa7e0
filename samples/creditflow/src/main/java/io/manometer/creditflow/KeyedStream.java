package io.manometer.creditflow;

import io.manometer.creditflow.function.KeySelector;
import io.manometer.creditflow.graph.OperatorSpec;
import io.manometer.creditflow.operator.WindowOperator;
import io.manometer.creditflow.serde.Serializer;
import io.manometer.creditflow.window.TumblingWindows;
import io.manometer.creditflow.window.WindowFunction;
import java.util.List;

/** Records partitioned by key. */
public final class KeyedStream<T, K> extends Stream<T> {

  private final KeySelector<? super T, K> selector;

  KeyedStream(
      Pipeline pipeline,
      List<OperatorSpec.Input> inputs,
      Serializer<T> serializer,
      KeySelector<? super T, K> selector) {
    super(pipeline, inputs, serializer);
    this.selector = selector;
  }

  /** Folds the records of each key and window; emits a record for each key when the window ends. */
  public <A, R> OperatorStream<R> window(
      String name, TumblingWindows windows, WindowFunction<? super K, ? super T, A, R> function, Serializer<R> result) {
    return add("window", name, () -> new WindowOperator<K, T, A, R>(windows, selector, function), result);
  }

  public <A, R> OperatorStream<R> window(
      TumblingWindows windows, WindowFunction<? super K, ? super T, A, R> function, Serializer<R> result) {
    return window(null, windows, function, result);
  }
}
