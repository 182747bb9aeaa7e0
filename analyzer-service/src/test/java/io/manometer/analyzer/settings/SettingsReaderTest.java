package io.manometer.analyzer.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  private static final String TOKEN = "0123456789abcdef";

  @TempDir
  Path folder;

  @Test
  void nothingGivenIsLoopbackOnTheUsualPortWithoutToken() {
    Settings settings = read(List.of());
    assertThat(settings.listen()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8085);
    assertThat(settings.requiredToken()).isEmpty();
    assertThat(settings.dataDir().toString()).endsWith(".manometer");
    assertThat(settings.limits()).isEmpty();
    assertThat(settings.linkBase(8085)).isEqualTo("http://127.0.0.1:8085");
  }

  @ParameterizedTest
  @ValueSource(strings = {"port=1234", "--port=1234", "--manometer.port=1234", "manometer.port=1234"})
  void theCommandLineTakesShortAndLongKeys(String argument) {
    assertThat(read(List.of(argument)).port()).isEqualTo(1234);
  }

  @Test
  void theCommandLineHoldsBeforeSystemPropertiesBeforeTheEnvironmentBeforeTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("m.properties"), "port=1\nforget-after=2m\nlisten=127.0.0.4\nlimits.a.b=0.5\n");
    Properties system = new Properties();
    system.setProperty("manometer.port", "3");
    system.setProperty("manometer.forget-after", "3m");
    Map<String, String> environment =
        Map.of("MANOMETER_FORGET_AFTER", "4m", "MANOMETER_LISTEN", "127.0.0.3", "MANOMETER_PORT", "4");
    Settings settings = read(List.of("port=2", "config=" + file), system, environment);
    assertThat(settings.port()).isEqualTo(2);
    assertThat(settings.forgetAfter()).isEqualTo(Duration.ofMinutes(3));
    assertThat(settings.listen()).isEqualTo("127.0.0.3");
    assertThat(settings.limits()).containsExactly(Map.entry("a.b", 0.5));
  }

  @Test
  void whatTheAgentSharesInTheEnvironmentIsNoError() {
    assertThat(read(List.of(), new Properties(), Map.of("MANOMETER_ANALYZER", "http://127.0.0.1:8085")).port())
        .isEqualTo(8085);
  }

  @Test
  void whatKubernetesSaysOfAServiceNamedManometerIsNoSetting() {
    assertThat(read(List.of(), new Properties(), Map.of("MANOMETER_PORT", "tcp://10.0.0.7:80")).port()).isEqualTo(8085);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      port=x               | port=x is not allowed; right would be a number from 0 to 65535
      port=70000           | port=70000 is not allowed; right would be a number from 0 to 65535
      prot=1               | 'prot' on the command line is no setting; right would be one of listen, port
      --debug              | the argument '--debug' is not understood; right would be key=value
      forget-after=soon    | forget-after=soon is not allowed; right would be a time from 1m to 24h
      forget-after=1s      | forget-after=PT1S is not allowed; right would be a time from 1m to 24h
      public-url=ftp://x   | public-url=ftp://x is not allowed; right would be an http or https address
      token=short          | token=*** is not allowed; right would be at least 16
      token-file=/no/such  | token-file=/no/such cannot be read
      config=/no/such      | config=/no/such cannot be read
      listen=no.such.host. | listen=no.such.host. is not allowed; right would be an address of this machine
      listen=0.0.0.0       | would let anyone on the network in; give a token as well
      listen=::            | would let anyone on the network in; give a token as well
      sla-lag=soon         | sla-lag=soon is not allowed; right would be a time of 1s or more, such as 30s, or times by job
      sla-lag=30           | sla-lag=30 is not allowed; right would be a time of 1s or more
      sla-lag=10s,20s      | sla-lag=20s is not allowed; right would be
      sla-lag=:10s         | sla-lag=:10s is not allowed; right would be
      sla-lag=a:           | sla-lag=a: is not allowed; right would be
      sla-lag=a:1s,a:2s    | sla-lag=a:2s is not allowed; right would be
      limits.a=much        | limits.a=much is not allowed; right would be numbers
      """)
  void whatCannotBeUsedIsRefusedInOneLine(String argument, String said) {
    assertThatThrownBy(() -> read(List.of(argument)))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining(said)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "Exception:"));
  }

  @Test
  void acceptableLagIsGivenForAllJobsAndByNameAndANameMayHoldColons() {
    AcceptedLags lags = read(List.of("sla-lag=30s, orders: 10s,insert-into:db:payments:2m")).acceptedLags();
    assertThat(lags.of("orders")).contains(Duration.ofSeconds(10));
    assertThat(lags.of("insert-into:db:payments")).contains(Duration.ofMinutes(2));
    assertThat(lags.of("anything else")).contains(Duration.ofSeconds(30));
    assertThat(read(List.of("sla-lag=orders:10s")).acceptedLags().of("anything else")).isEmpty();
    assertThat(read(List.of()).acceptedLags().of("orders")).isEmpty();
  }

  @Test
  void anUnknownKeyInTheFileIsRefusedWithTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("m.properties"), "prot=1\n");
    assertThatThrownBy(() -> read(List.of("config=" + file)))
        .hasMessageContaining("'prot' in " + file + " is no setting");
  }

  @Test
  void withATokenItMayListenAnywhereAndTheTokenIsNeverShown() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Settings settings = read(List.of("listen=0.0.0.0", "token-file=" + file));
    assertThat(settings.requiredToken()).contains(TOKEN);
    assertThat(settings.toString()).doesNotContain(TOKEN).contains("***");
    assertThatThrownBy(() -> read(List.of("token=" + TOKEN, "token-file=" + file)))
        .hasMessageContaining("both set")
        .hasMessageNotContaining(TOKEN);
  }

  private static Settings read(List<String> arguments) {
    return read(arguments, new Properties(), Map.of());
  }

  private static Settings read(List<String> arguments, Properties system, Map<String, String> environment) {
    return new SettingsReader(List.of(Settings.SECTION), arguments, system, environment).read(Settings.SECTION);
  }
}
