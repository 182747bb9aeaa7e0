package io.manometer.creditflow.runtime;

import io.manometer.creditflow.function.SubtaskContext;
import io.manometer.creditflow.graph.JobGraph;
import io.manometer.creditflow.graph.Vertex;
import io.manometer.creditflow.network.FanOut;
import io.manometer.creditflow.network.InputGate;
import io.manometer.creditflow.network.JobCancelledException;
import io.manometer.creditflow.network.OutputGate;
import io.manometer.creditflow.network.RecordWriter;
import io.manometer.creditflow.network.SubtaskInput;
import io.manometer.creditflow.operator.Operator;
import io.manometer.creditflow.operator.Receiver;
import io.manometer.creditflow.operator.SourceOperator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One parallel instance of a vertex, with a thread of its own: reads its input, runs its chain of operators, writes its
 * outputs. All is set when the constructor returns; the thread is started later. The end of {@link #run}, on whatever
 * path, is the end of the subtask.
 *
 * <p>See {@link Operator} for how a stack of the thread tells which operator of the chain runs.
 */
public final class Subtask implements Runnable {

  private final JobGraph job;
  private final Vertex vertex;
  private final int index;
  private final int attempt;
  private final SubtaskInput input;
  private final List<InputGate> inputGates;
  private final List<OutputGate> outputGates;
  private final List<Operator<?, ?>> operators;
  private final SourceOperator<?> source;
  private final ChainFeed feed;
  private final BiConsumer<Subtask, Throwable> listener;
  private final Thread thread;

  private volatile boolean cancelled;

  /**
   * @param input null for a source
   * @param operators the chain in order, not yet connected
   * @param listener told of the end, with the failure or null
   */
  @SuppressWarnings("this-escape") // the thread starts later
  Subtask(
      JobGraph job,
      Vertex vertex,
      int index,
      int attempt,
      SubtaskInput input,
      List<InputGate> inputGates,
      List<OutputGate> outputGates,
      List<Operator<?, ?>> operators,
      BiConsumer<Subtask, Throwable> listener) {
    this.job = job;
    this.vertex = vertex;
    this.index = index;
    this.attempt = attempt;
    this.input = input;
    this.inputGates = List.copyOf(inputGates);
    this.outputGates = List.copyOf(outputGates);
    this.operators = List.copyOf(operators);
    this.source = operators.get(0) instanceof SourceOperator<?> head ? head : null;
    this.feed = new ChainFeed(operators.get(0), inputGates);
    this.listener = listener;
    this.thread = new Thread(this, vertex.name() + " (" + (index + 1) + "/" + vertex.parallelism() + ")#" + attempt);
    thread.setDaemon(true);
  }

  @Override
  public void run() {
    Throwable failure = null;
    try {
      connectChain();
      openAll();
      if (source != null) {
        runSource();
      } else {
        runInput();
      }
    } catch (JobCancelledException e) {
      failure = cancelled ? null : new IllegalStateException("the thread was interrupted by someone else", e);
    } catch (Throwable e) {
      failure = e;
    }
    failure = closeAll(failure);
    listener.accept(this, failure);
  }

  private void runSource() throws Exception {
    source.run();
    if (cancelled) {
      throw new JobCancelledException();
    }
    feed.endOfInput();
  }

  private void runInput() throws Exception {
    long mostWait = wantsTicks() ? Worker.TICK.toNanos() : SubtaskInput.FOREVER;
    while (!feed.ended()) {
      if (!input.readNext(feed, mostWait)) {
        feed.tickIfDue();
      }
    }
    feed.endOfInput();
  }

  void start() {
    thread.start();
  }

  /** Makes the thread end soon, as far as the user's functions let it. From any thread. */
  void cancel() {
    cancelled = true;
    if (source != null) {
      source.cancel();
    }
    if (input != null) {
      input.cancel();
    }
    outputGates.forEach(OutputGate::cancel);
    thread.interrupt();
  }

  /** Wall-clock time has passed. From any thread. */
  void requestTick() {
    if (source != null) {
      source.requestTick();
    } else {
      feed.requestTick();
    }
  }

  boolean wantsTicks() {
    return operators.stream().anyMatch(Operator::wantsTicks);
  }

  public JobGraph job() {
    return job;
  }

  public Vertex vertex() {
    return vertex;
  }

  public int index() {
    return index;
  }

  public int attempt() {
    return attempt;
  }

  /** The thread that {@link #run} runs in. */
  public Thread thread() {
    return thread;
  }

  public List<InputGate> inputGates() {
    return inputGates;
  }

  public List<OutputGate> outputGates() {
    return outputGates;
  }

  /** The operators of the chain, in order. */
  public List<Operator<?, ?>> operators() {
    return operators;
  }

  /** Null when the subtask is no source. */
  public SourceOperator<?> source() {
    return source;
  }

  /** Event time that all input has reached; {@link Receiver#NO_TIMESTAMP} before the first watermark. May be stale. */
  public long watermark() {
    return feed.watermark();
  }

  @Override
  public String toString() {
    return thread.getName();
  }

  @SuppressWarnings("unchecked") // the fluent API ties the types of neighbours
  private void connectChain() {
    for (int i = 0; i + 1 < operators.size(); i++) {
      ((Operator<Object, Object>) operators.get(i)).connect((Receiver<Object>) operators.get(i + 1));
    }
    ((Operator<Object, Object>) operators.get(operators.size() - 1)).connect(outputs());
  }

  private Receiver<Object> outputs() {
    List<RecordWriter<Object>> writers = outputGates.stream()
        .map(output -> new RecordWriter<>(output, job.maxParallelism(), Worker.MOST_RECORD_BYTES))
        .toList();
    return writers.size() == 1 ? writers.get(0) : new FanOut<>(writers);
  }

  /** From the last to the first, so that each operator finds its successor open. */
  private void openAll() throws Exception {
    for (int i = operators.size() - 1; i >= 0; i--) {
      operators.get(i).open(new SubtaskContext(job.jobName(), vertex.chain().get(i).name(), index, vertex.parallelism(),
          job.maxParallelism(), attempt));
    }
  }

  private Throwable closeAll(Throwable before) {
    Throwable failure = before;
    for (Operator<?, ?> operator : operators) {
      try {
        operator.close();
      } catch (Throwable e) {
        if (failure == null && !cancelled) {
          failure = e;
        } else if (failure != null && failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    return failure;
  }
}
