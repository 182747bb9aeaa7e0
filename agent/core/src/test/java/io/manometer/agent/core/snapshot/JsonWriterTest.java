package io.manometer.agent.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.EdgeLink;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JvmSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import io.manometer.wire.Worker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void fieldsAreNamedAsTheComponentsAndEnumsByName() throws IOException {
    assertThat(json(new EdgeLink("a->b", "a", "b", Partitioning.HASH)))
        .isEqualTo("{\"id\":\"a->b\",\"from\":\"a\",\"to\":\"b\",\"partitioning\":\"HASH\"}");
  }

  @Test
  void whatWasNotMeasuredIsLeftOutAndZeroIsWritten() throws IOException {
    assertThat(json(new JvmSample(0L, null, null, null, null, null, null, null, null))).isEqualTo("{\"gcPauseMillis\":0}");
    assertThat(json(new OutputSample("e", null, 0L, null, List.of(1L, 2L), null)))
        .isEqualTo("{\"edge\":\"e\",\"bytes\":0,\"blockedByTarget\":[1,2]}");
  }

  @Test
  void foreignTextStaysText() throws IOException {
    assertThat(json(Map.of("k", "</script>\"\\\n\u0000${x}")))
        .isEqualTo("{\"k\":\"</script>\\\"\\\\\\n\\u0000${x}\"}");
  }

  @Test
  void aNumberThatIsNoneIsNotWrittenAsOne() throws IOException {
    assertThat(json(new Worker("w", "1", "h", 2, null, 4, Double.NaN, "17")))
        .contains("\"cpuQuota\":null").contains("\"cores\":4").doesNotContain("runtime");
  }

  @Test
  void theSameIsInsideTheGzip() throws IOException {
    byte[] unzipped = new GZIPInputStream(new ByteArrayInputStream(JsonWriter.gzipped(List.of(1, true)))).readAllBytes();
    assertThat(new String(unzipped, StandardCharsets.UTF_8)).isEqualTo("[1,true]");
  }

  private static String json(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter.write(value, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
