package io.manometer.flink.jobs;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Keeps the last documents of each account at hand. */
public final class ArchiveJob {

  private ArchiveJob() {}

  /** Arguments: job (name), rate, source-parallelism, parallelism, kept-megabytes, document-kilobytes. */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    Orders.stream(env, arguments, "orders")
        .rebalance()
        .map(new Archive(arguments.whole("kept-megabytes"), arguments.whole("document-kilobytes")))
        .name("archive")
        .disableChaining()
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }

  private static final class Archive extends RichMapFunction<Order, Order> {

    private static final long serialVersionUID = 1;
    private static final int LINE = 64;

    private final int keptMegabytes;
    private final int documentKilobytes;
    private transient ArrayDeque<Map<Integer, byte[]>> documents;
    private transient int most;

    Archive(int keptMegabytes, int documentKilobytes) {
      this.keptMegabytes = keptMegabytes;
      this.documentKilobytes = documentKilobytes;
    }

    @Override
    public void open(OpenContext context) {
      documents = new ArrayDeque<>();
      most = keptMegabytes * 1024 / documentKilobytes;
    }

    @Override
    public Order map(Order order) {
      documents.addLast(render(order));
      if (documents.size() > most) {
        documents.removeFirst();
      }
      return order.withAmount(documents.size());
    }

    private Map<Integer, byte[]> render(Order order) {
      Map<Integer, byte[]> lines = new HashMap<>();
      int count = documentKilobytes * 1024 / (LINE + 64);
      for (int i = 0; i < count; i++) {
        byte[] line = new byte[LINE];
        line[i % LINE] = (byte) order.article();
        lines.put(i, line);
      }
      return lines;
    }
  }
}
