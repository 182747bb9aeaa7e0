package io.manometer.flink.jobs;

import io.manometer.flink.jobs.arrivals.Arrivals;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The stream of orders that the jobs begin with. */
final class Orders {

  private static final int ACCOUNTS = 500;
  private static final int ARTICLES = 200;
  private static final String[] NOTES = notes();

  private Orders() {}

  /** Orders of accounts that are all equally busy. */
  static SingleOutputStreamOperator<Order> stream(StreamExecutionEnvironment env, Arguments arguments, String name) {
    return stream(env, arguments, name, 0);
  }

  /** Orders of which {@code favourite} percent belong to one account. */
  static SingleOutputStreamOperator<Order> stream(
      StreamExecutionEnvironment env, Arguments arguments, String name, int favourite) {
    Arrivals<Order> arrivals = new Arrivals<>(
        arguments.number("rate"),
        arguments.count(),
        n -> order(n, favourite),
        TypeInformation.of(Order.class));
    return env.fromSource(arrivals, WatermarkStrategy.noWatermarks(), name)
        .setParallelism(arguments.whole("source-parallelism"));
  }

  /** A few orders that are all there at the beginning. */
  static DataStream<Order> few(StreamExecutionEnvironment env, int count, String name) {
    return env.fromSequence(0, count - 1).name(name).map(n -> order(n, 0)).returns(Order.class).name("restate");
  }

  private static Order order(long n, int favourite) {
    long mixed = mix(n);
    boolean ofFavourite = Math.floorMod(mixed, 100L) < favourite;
    int account = ofFavourite ? 7 : (int) Math.floorMod(mixed >> 8, (long) ACCOUNTS);
    int article = (int) Math.floorMod(mixed >> 32, (long) ARTICLES);
    double amount = 1 + Math.floorMod(mixed >> 16, 9_900L) / 100.0;
    return new Order(n, "account-" + account, article, amount, n, NOTES[article]);
  }

  private static String[] notes() {
    String[] notes = new String[ARTICLES];
    for (int i = 0; i < ARTICLES; i++) {
      notes[i] = ("Article " + i + " for collection at the counter, wrapped as a gift. ").repeat(7);
    }
    return notes;
  }

  /** Spreads consecutive numbers, as SplittableRandom's finaliser does. */
  private static long mix(long n) {
    long z = n * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
