package io.manometer.benchmarks.overhead;

/** Where the saturated Flink job keeps the balances of its keys. */
enum FlinkJob {
  KEYED("keyed", "hashmap"),
  ROCKSDB("rocksdb", "rocksdb");

  private final String label;
  private final String state;

  FlinkJob(String label, String state) {
    this.label = label;
    this.state = state;
  }

  String label() {
    return label;
  }

  /** Flink's name of the state backend. */
  String state() {
    return state;
  }
}
