package io.manometer.analyzer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.RunningAnalyzer;
import io.manometer.analyzer.RunningAnalyzer.Answer;
import io.manometer.analyzer.TestAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestTest {

  @TempDir
  static Path data;
  static RunningAnalyzer analyzer;

  @BeforeAll
  static void start() {
    analyzer = RunningAnalyzer.start(data);
  }

  @AfterAll
  static void stop() {
    analyzer.close();
  }

  @Test
  void aSnapshotIsTakenPlainOrCompressed() {
    TestAgent agent = TestAgent.withBottleneck("w", "taken");
    assertThat(analyzer.push(agent.nextJson()).status()).isEqualTo(202);
    assertThat(analyzer.push(RunningAnalyzer.gzip(agent.nextJson()), "Content-Encoding", "gzip").status()).isEqualTo(202);
    RunningAnalyzer.await(() -> analyzer.get("/api/v1/jobs").text().contains("\"id\":\"taken\""));
  }

  @Test
  void repeatedAndLateSnapshotsAreTaken() {
    TestAgent agent = TestAgent.withBottleneck("w", "late");
    byte[] first = agent.nextJson();
    byte[] second = agent.nextJson();
    for (byte[] json : new byte[][] {second, first, second, first}) {
      assertThat(analyzer.push(json).status()).isEqualTo(202);
    }
  }

  @Test
  void fieldsOfALaterAgentAreIgnored() {
    String json = text(TestAgent.withBottleneck("w", "later"));
    assertThat(push(json.replaceFirst("\\{", "{\"colour\":{\"a\":[1,{}]},")).status()).isEqualTo(202);
    assertThat(push(json.replace("\"pid\":42", "\"pid\":42,\"mood\":\"fine\"")).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      "schema":1       | "schema":2        | schema is 2, this analyzer reads 1
      "schema":1       | "scheme":1        | schema is missing; right would be 1
      "schema":1       | "schema":"1"      | schema is missing; right would be 1
      "ageNanos":      | "ageNanos":"x","a": | subtasks[0].ageNanos 'x' is not allowed; right would be a whole number
      "ageNanos":      | "a":              | subtasks[0].ageNanos is missing
      "idleNanos":0    | "idleNanos":-1    | subtasks[0]: subtask.idleNanos is -1, zero or more is right
      "operator":"read" | "operator":" "   | subtasks[0]: subtask.operator is missing or blank
      "operator":"read" | "operator":7     | 202
      "state":"RUNNING" | "state":"JOLLY"  | agent.state 'JOLLY' is not allowed; right would be one of [STARTING
      "worker":{       | "worker":[],"x":{ | worker is missing or of the wrong type; right would be a JSON object
      "subtasks":[     | "subtasks":3,"x":[ | subtasks is missing or of the wrong type; right would be a JSON array
      "subtasks":[     | "subtasks":[null, | subtasks has a null entry
      "cores":2        | "cores":0         | worker: worker.cores is 0, at least 1 is right
      "cores":2        | "cores":99999999999999999999 | out of range
      "parallelism":1  | "parallelism":2000000000 | jobs.operators.parallelism is 2000000000; right would be at most 10000
      """)
  void aFieldThatIsWrongIsNamedWithWhatWouldBeRight(String good, String bad, String said) {
    Answer answer = push(text(TestAgent.withBottleneck("w", "fields")).replaceFirst(java.util.regex.Pattern.quote(good),
        java.util.regex.Matcher.quoteReplacement(bad)));
    if (said.equals("202")) {
      assertThat(answer.status()).isEqualTo(202);
    } else {
      assertThat(answer.status()).isBetween(400, 413);
      assertThat(answer.json().get("error").asString()).contains(said);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      `` | not JSON, or empty
      []
      null
      3
      {
      {"schema":1
      {"schema":1}x
      {"schema":1,}
      {'schema':1}
      """)
  void whatIsNoJsonObjectIsRefused(String body) {
    Answer answer = push(body == null ? "" : body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").asString()).isNotBlank();
  }

  @Test
  void aBodyOverTheLimitIsRefusedWhetherItsLengthIsToldOrNot() {
    byte[] body = new byte[(10 << 20) + 1];
    Arrays.fill(body, (byte) ' ');
    Answer answer = analyzer.push(body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().get("error").asString()).contains("larger than 10485760 bytes");
  }

  @Test
  void aGzipBombIsRefusedLongBeforeItUnfolds() throws IOException {
    Answer answer = analyzer.push(bomb(2L << 30), "Content-Encoding", "gzip");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().get("error").asString()).contains("more than 100 times");
    assertThat(analyzer.get("/status").json().at("/ingest/heldBytes").asLong()).isZero();
  }

  @Test
  void aBodyThatIsNotGzipThoughItSaysSoIsRefused() {
    byte[] whole = RunningAnalyzer.gzip(TestAgent.withBottleneck("w", "gz").nextJson());
    for (byte[] body : new byte[][] {"{}".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length / 2), {}}) {
      Answer answer = analyzer.push(body, "Content-Encoding", "gzip");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("error").asString()).contains("not whole gzip");
    }
  }

  @Test
  void unknownEncodingsAndTypesAreRefusedWithTheRightOnes() {
    Answer encoding = analyzer.push("{}".getBytes(StandardCharsets.UTF_8), "Content-Encoding", "br");
    assertThat(encoding.status()).isEqualTo(415);
    assertThat(encoding.json().get("error").asString()).contains("right would be gzip");
    Answer type = analyzer.post("/api/v1/snapshots", "{}".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain");
    assertThat(type.status()).isEqualTo(415);
    assertThat(type.json().get("error").asString()).contains("right would be application/json");
  }

  @Test
  void deepJsonAndEndlessStringsAreRefused() {
    Answer deep = push("{\"schema\":1,\"x\":" + "[".repeat(200) + "]".repeat(200) + "}");
    assertThat(deep.status()).isEqualTo(413);
    assertThat(deep.json().get("error").asString()).contains("depth");
    Answer text = push(text(TestAgent.withBottleneck("w", "long")).replace("\"orders\"", "\"" + "o".repeat(1_000_001) + "\""));
    assertThat(text.status()).isEqualTo(413);
    Answer id = push(text(TestAgent.withBottleneck("w".repeat(300), "long")));
    assertThat(id.status()).isEqualTo(400);
    assertThat(id.json().get("error").asString()).contains("worker.id").contains("at most 200");
  }

  @Test
  void anErrorDoesNotEchoWhatCouldBeTakenForMarkup() {
    Answer answer = push(text(TestAgent.withBottleneck("w", "markup"))
        .replace("\"RUNNING\"", "\"<script>alert(1)</script>" + "x".repeat(5_000) + "\""));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body().length).isLessThan(1_000);
  }

  private static Answer push(String json) {
    return analyzer.push(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(TestAgent agent) {
    return new String(agent.nextJson(), StandardCharsets.UTF_8);
  }

  private static byte[] bomb(long size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) ' ');
      for (long written = 0; written < size; written += blanks.length) {
        gzip.write(blanks);
      }
    }
    return bytes.toByteArray();
  }
}
