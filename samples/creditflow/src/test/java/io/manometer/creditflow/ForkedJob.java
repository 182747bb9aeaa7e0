package io.manometer.creditflow;

import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.function.SubtaskContext;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main of a worker JVM of the tests: {@code CASE,CASE DIRECTORY N A,B;C,D} runs one case after the
 * other as worker N, each at addresses of its own; sinks write files to a folder for each case.
 */
public final class ForkedJob {

  private ForkedJob() {}

  public static void main(String[] args) throws InterruptedException, IOException {
    String[] names = args[0].split(",");
    String[] workers = args[3].split(";");
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      Path directory = Files.createDirectories(Path.of(args[1], name));
      Pipeline pipeline = Pipeline.named("forked " + name);
      if (name.equals("ENDLESS")) {
        declareEndless(pipeline, directory);
      } else {
        DeliveryCase.valueOf(name).declare(pipeline, () -> new FileSink(directory));
      }
      CreditFlow.run(pipeline, "--worker", args[2], "--workers", workers[i]);
    }
  }

  /** A job that never ends; its sink says when the first record has come. */
  private static void declareEndless(Pipeline pipeline, Path directory) {
    pipeline.source("numbers", Source.closedLoop(() -> n -> n), Serializers.LONG)
        .rebalance()
        .sink("out", () -> n -> {
          if (n == 0) {
            Files.createFile(directory.resolve("running"));
          }
        });
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
}
