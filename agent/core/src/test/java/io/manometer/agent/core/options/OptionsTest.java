package io.manometer.agent.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.log.Log;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private final Properties properties = new Properties();
  private final Properties file = new Properties();

  @Test
  void whatIsNotGivenHasItsDefault() {
    Options options = options(null, Map.of());

    assertThat(options.enabled()).isTrue();
    assertThat(options.analyzer()).isNull();
    assertThat(options.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.listen()).isEqualTo(new ListenAddress("127.0.0.1", 9470, 9489));
    assertThat(options.sampleHz()).isEqualTo(10);
    assertThat(options.modules()).isNull();
    assertThat(options.logLevel()).isEqualTo(Log.Level.INFO);
    assertThat(options.failFast()).isFalse();
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void argumentsBeatPropertiesBeatEnvironmentBeatTheFile() {
    properties.setProperty("manometer.worker", "property");
    properties.setProperty("manometer.sample-hz", "11");
    file.setProperty("worker", "file");
    file.setProperty("sample-hz", "33");
    file.setProperty("max-series", "333");
    file.setProperty("interval", "3s");
    Map<String, String> environment =
        Map.of("MANOMETER_WORKER", "environment", "MANOMETER_SAMPLE_HZ", "22", "MANOMETER_MAX_SERIES", "222");

    Options options = options("config=some.properties,worker=argument", environment);

    assertThat(options.worker()).isEqualTo("argument");
    assertThat(options.sampleHz()).isEqualTo(11);
    assertThat(options.maxSeries()).isEqualTo(222);
    assertThat(options.interval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void anUnknownKeyIsNamedWithItsPlace() {
    properties.setProperty("manometer.anlyzer", "x");
    file.setProperty("worker-name", "x");

    assertThat(options("config=some.properties,intervall=1s,nonsense", Map.of()).problems()).containsExactlyInAnyOrder(
        "agent argument 'nonsense' is not understood; key=value,key=value is right",
        "agent argument intervall is unknown and not used",
        "system property manometer.anlyzer is unknown and not used",
        "some.properties: worker-name is unknown and not used");
  }

  @Test
  void aWrongValueIsReplacedByItsDefaultAndTheProblemSaysWhatIsRight() {
    Options options = options(
        "interval=soon,sample-hz=900,listen=here,analyzer=ftp://x,log-level=loud,enabled=maybe,start-delay=11m", Map.of());

    assertThat(options.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.sampleHz()).isEqualTo(10);
    assertThat(options.analyzer()).isNull();
    assertThat(options.enabled()).isTrue();
    assertThat(options.problems()).containsExactlyInAnyOrder(
        "option interval: 'soon' is no duration such as 500ms, 1s or 2m; 1s is used",
        "option sample-hz: '900' is not a whole number from 0 to 100; 10 is used",
        "option listen: 'here' is no address such as 127.0.0.1:9470-9489; 127.0.0.1:9470-9489 is used",
        "option analyzer: 'ftp://x' is no address such as http://127.0.0.1:8085; it is left unset",
        "option log-level: 'loud' is none of error, warn, info, debug; info is used",
        "option enabled: 'maybe' is neither true nor false; true is used",
        "option start-delay: '11m' is not between 0ms and 600000ms; 0s is used");
  }

  @Test
  void aConfigFileThatCannotBeReadIsOneProblemAndTheRestHolds() {
    Options options = Options.of("config=gone,worker=w", properties, Map.of(), path -> {
      throw new IOException("no such file");
    });

    assertThat(options.worker()).isEqualTo("w");
    assertThat(options.problems()).containsExactly(
        "option config: cannot read gone (java.io.IOException: no such file); its options are not used");
  }

  @Test
  void aPasswordInsideAnAddressIsNotShown() {
    Options options = options("analyzer=http://someone:secret@host:8085", Map.of());

    assertThat(options.analyzer()).isEqualTo(URI.create("http://host:8085"));
    assertThat(options.toLine()).contains("analyzer=http://***@host:8085").doesNotContain("secret");
    assertThat(options.described().toString()).doesNotContain("secret");
  }

  @Test
  void norWhereTheAddressIsWrong() {
    Options options = options("analyzer=http://someone:sec/ret@ho st:8085", Map.of());

    assertThat(options.analyzer()).isNull();
    assertThat(options.problems()).singleElement().asString()
        .isEqualTo("option analyzer: 'http://***@ho st:8085' is no address such as http://127.0.0.1:8085; it is left unset");
  }

  @Test
  void aSinglePortARangeAnIpv6AddressAndOffAreAddressesToListenOn() {
    assertThat(options("listen=0.0.0.0:9470", Map.of()).listen()).isEqualTo(new ListenAddress("0.0.0.0", 9470, 9470));
    assertThat(options("listen=[::1]:1-2", Map.of()).listen()).isEqualTo(new ListenAddress("::1", 1, 2));
    assertThat(options("listen=off", Map.of()).listen()).isNull();
    assertThat(options("listen=127.0.0.1:2-1", Map.of()).problems()).hasSize(1);
    assertThat(new ListenAddress("0.0.0.0", 1, 1).isLoopback()).isFalse();
    assertThat(new ListenAddress("::1", 1, 1).isLoopback()).isTrue();
  }

  private Options options(String arguments, Map<String, String> environment) {
    return Options.of(arguments, properties, environment, path -> file);
  }
}
