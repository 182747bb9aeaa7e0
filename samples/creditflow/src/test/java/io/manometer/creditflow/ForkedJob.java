package io.manometer.creditflow;

import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.function.SubtaskContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main of a worker JVM of the tests: {@code CASE DIRECTORY --worker N --workers ...}; sinks write files there. */
public final class ForkedJob {

  private ForkedJob() {}

  public static void main(String[] args) throws InterruptedException {
    Path directory = Path.of(args[1]);
    Pipeline pipeline = Pipeline.named("forked " + args[0]);
    if (args[0].equals("ENDLESS")) {
      Endless.declare(pipeline, directory);
    } else {
      DeliveryCase.valueOf(args[0]).declare(pipeline, () -> new FileSink(directory));
    }
    CreditFlow.run(pipeline, args);
  }

  private static final class FileSink implements SinkFunction<String> {
    private final Path directory;
    private Writer file;

    FileSink(Path directory) {
      this.directory = directory;
    }

    @Override
    public void open(SubtaskContext context) throws IOException {
      file = Files.newBufferedWriter(directory.resolve("sink-" + context.subtask()));
    }

    @Override
    public void write(String record) throws IOException {
      file.write(record);
      file.write('\n');
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** A job that never ends; its sink says when the first record has come. */
  private static final class Endless {
    static void declare(Pipeline pipeline, Path directory) {
      pipeline.source("numbers", io.manometer.creditflow.source.Source.closedLoop(() -> n -> n),
              io.manometer.creditflow.serde.Serializers.LONG)
          .rebalance()
          .sink("out", () -> new SinkFunction<Long>() {
            private boolean told;

            @Override
            public void write(Long record) {
              if (!told) {
                told = true;
                try {
                  Files.createFile(directory.resolve("running"));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            }
          });
    }
  }
}
