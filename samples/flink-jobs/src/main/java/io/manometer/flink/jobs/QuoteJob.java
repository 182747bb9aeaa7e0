package io.manometer.flink.jobs;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Asks a service for the price of each order, several at a time. */
public final class QuoteJob {

  private QuoteJob() {}

  /** Arguments: job (name), rate, source-parallelism, parallelism, quotes (address), capacity (in flight). */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    AsyncDataStream.orderedWait(
            Orders.stream(env, arguments, "orders").rebalance(),
            new Quote(new QuoteClient(arguments.text("quotes") + "/market")),
            30,
            TimeUnit.SECONDS,
            arguments.whole("capacity"))
        .name("quote")
        .startNewChain()
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }

  private static final class Quote extends RichAsyncFunction<Order, Order> {

    private static final long serialVersionUID = 1;

    private final QuoteClient client;

    Quote(QuoteClient client) {
      this.client = client;
    }

    @Override
    public void asyncInvoke(Order order, ResultFuture<Order> result) {
      client.quoteLater(order.article()).whenComplete((price, failure) -> {
        if (failure == null) {
          result.complete(List.of(order.withAmount(price)));
        } else {
          result.completeExceptionally(failure);
        }
      });
    }
  }
}
