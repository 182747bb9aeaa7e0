package io.manometer.analyzer.alert;

import io.manometer.analyzer.history.ReportFolder;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Cause;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Alerting in a process of its own, for tests that kill it: three jobs that are late every other second, or all calm.
 * Arguments: data folder, webhook address, {@code late} or {@code calm}.
 */
final class AlertingProcess {

  private static final int JOBS = 3;

  private AlertingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path data = Path.of(arguments[0]);
    boolean late = arguments[2].equals("late");
    AlertSettings settings = Given.settings("critical-hold=0s", "critical-clear-hold=0s", "flap-openings=1000000");
    LedgerStore store = LedgerStore.open(data.resolve("alerts.json"));
    AlertWriter writer = new AlertWriter(() -> "http://127.0.0.1:8085", null);
    AlertChannel channel = new WebhookChannel(
        HttpUrl.get(arguments[1]), new HttpPost(settings.timeout()), () -> "http://127.0.0.1:8085", new byte[0]);
    Alerter alerter = new Alerter(settings, Limits.standard(), store, new ReportFolder(data.resolve("reports"), 200),
        List.of(new Courier(channel, store, writer, settings)), Clock.systemUTC());
    System.out.println("up");
    while (true) {
      Instant now = Instant.now();
      for (int i = 0; i < JOBS; i++) {
        boolean isLate = late && (now.toEpochMilli() / 700 + i) % 2 == 0;
        Given job = Given.job("job" + i).operator("slow", isLate ? 1000 : 100);
        alerter.published((isLate ? job.bottleneck(Cause.CPU_BOUND, "slow") : job).at(now), now);
      }
      Thread.sleep(50);
    }
  }
}
