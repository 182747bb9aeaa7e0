package io.manometer.scenarios;

import io.manometer.creditflow.Pipeline;
import java.util.function.Function;

/**
 * A pipeline and what it runs on.
 *
 * @param pipeline declares the pipeline, in each worker anew
 * @param heapMegabytes heap of each worker JVM
 * @param database whether the pipeline talks to a database
 */
public record Setting(Function<Site, Pipeline> pipeline, int heapMegabytes, boolean database) {

  private static final int HEAP_MEGABYTES = 192;

  /** The same heap for every scenario, no database. */
  public static Setting of(Function<Site, Pipeline> pipeline) {
    return new Setting(pipeline, HEAP_MEGABYTES, false);
  }

  public Setting withDatabase() {
    return new Setting(pipeline, heapMegabytes, true);
  }

  public Setting withHeap(int megabytes) {
    return new Setting(pipeline, megabytes, database);
  }
}
