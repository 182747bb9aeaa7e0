package io.manometer.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenarios;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.worker.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The analyzer on one host and the workers on another, with a token between them. */
class SeparateHostsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PORT = 8085;
  private static final String RIGHT = "right-token-of-this-run";
  private static final String WRONG = "wrong-token-of-this-run";
  private static final String ANALYZER = "http://" + Hosts.FIRST_FROM_HERE + ":" + PORT;

  private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(5)).build();
  private final Path folder = Path.of("build", "runs", "hosts-" + ProcessHandle.current().pid()).toAbsolutePath();
  private Hosts hosts;
  private Processes processes;

  @BeforeEach
  void open() {
    hosts = new Hosts();
    processes = new Processes(new Launch(Path.of("agent/dist/target/manometer-agent.jar"),
        Path.of("analyzer-service/target/manometer.jar"), 0, folder));
  }

  @AfterEach
  void close() {
    if (processes != null) {
      processes.close();
    }
    if (hosts != null) {
      hosts.close();
    }
  }

  @Test
  void nothingIsTakenWithAWrongTokenAndTheReportStandsOnceItIsPutRight() throws Exception {
    Scenario<Setting> scenario = Scenarios.byName("cpu-operator");
    startAnalyzer();
    Path token = Files.writeString(folder.resolve("agents-token"), WRONG + "\n");
    List<Child> workers = startWorkers(scenario, token);

    until("each agent says that it is refused", () -> workers.stream().allMatch(w -> said(w, "401")));
    assertThat(answer("/api/v1/jobs", RIGHT)).contains("[]");
    assertThat(answer("/api/v1/jobs", WRONG)).isEmpty();
    assertThat(answer("/api/v1/jobs", null)).isEmpty();

    Files.writeString(token, RIGHT + "\n");
    until("the report is right", () -> isRight(scenario));
    workers.forEach(worker -> assertThat(worker.running()).isTrue());
  }

  private void startAnalyzer() throws IOException {
    Path token = Files.writeString(folder.resolve("analyzers-token"), RIGHT + "\n");
    processes.start("analyzer", hosts.onFirst(Jvm.analyzer(Path.of("analyzer-service/target/manometer.jar"), PORT,
        folder.resolve("data"), List.of("--listen=0.0.0.0", "--token-file=" + token))));
    until("the analyzer answers", () -> answer("/api/v1/jobs", RIGHT).isPresent());
  }

  private List<Child> startWorkers(Scenario<Setting> scenario, Path token) {
    List<String> addresses = List.of("127.0.0.1:20801", "127.0.0.1:20802");
    String options = "analyzer=http://" + Hosts.FIRST_FROM_SECOND + ":" + PORT + ",token-file=" + token;
    List<Child> workers = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      Child worker = processes.start("worker-" + i, hosts.onSecond(
          Jvm.worker(processes.agentJar(), options, scenario.asFound().heapMegabytes())));
      worker.tell(JsonMapper.shared().writeValueAsString(
          new Assignment(scenario.name(), false, "orders", i, 0, addresses, null)));
      workers.add(worker);
    }
    return workers;
  }

  private boolean isRight(Scenario<Setting> scenario) {
    Bottleneck expected = (Bottleneck) scenario.expected();
    JsonNode first = answer("/api/v1/jobs", RIGHT).map(JsonMapper.shared()::readTree)
        .map(jobs -> jobs.path(0).path("id").asString(""))
        .flatMap(id -> answer("/api/v1/jobs/" + Http.encoded(id) + "/report", RIGHT))
        .map(report -> JsonMapper.shared().readTree(report).at("/diagnoses/0"))
        .orElse(JsonMapper.shared().createObjectNode());
    return first.at("/operator/name").asString("").equals(expected.operator())
        && first.path("cause").asString("").equals(expected.cause());
  }

  private static boolean said(Child worker, String what) {
    return worker.lines("[manometer]").stream().anyMatch(line -> line.contains(what));
  }

  /** Empty where none comes or it is no success. */
  private Optional<String> answer(String path, String token) {
    Request.Builder request = new Request.Builder().url(ANALYZER + path);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (Response response = http.newCall(request.build()).execute()) {
      return response.isSuccessful() ? Optional.of(response.body().string()) : Optional.empty();
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  private void until(String what, BooleanSupplier condition) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      processes.failIfOneEnded();
      assertThat(System.nanoTime()).as("%s in time; logs are in %s", what, folder).isLessThan(giveUp);
      Pause.millis(100);
    }
  }
}
