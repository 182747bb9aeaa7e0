package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Asks a service for the price of one article after another, in the chain of a source that tells nobody what waits. */
public final class InquiryJob {

  private static final int ARTICLES = 200;

  private InquiryJob() {}

  /** Arguments: job (name), parallelism, quotes (address). */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    QuoteClient client = new QuoteClient(arguments.text("quotes") + "/clearing");
    env.fromSequence(0, Long.MAX_VALUE - 1)
        .name("articles")
        .map(number -> client.quote((int) (number % ARTICLES)))
        .name("inquire")
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("prices");
    env.execute(arguments.text("job"));
  }
}
