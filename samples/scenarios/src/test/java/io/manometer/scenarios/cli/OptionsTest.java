package io.manometer.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.manometer.scenarios.cli.Options.WrongUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void withoutAWordItIsTheCpuOperatorWithAPageOnTheUsualPort() {
    Options options = Options.parse(List.of());
    assertThat(options.scenario()).isEqualTo("cpu-operator");
    assertThat(options.port()).isEqualTo(8085);
    assertThat(options.headless()).isFalse();
  }

  @Test
  void aHeadlessRunTakesAFreePort() {
    assertThat(Options.parse(List.of("--headless")).port()).isZero();
    assertThat(Options.parse(List.of("--headless", "--port", "24001")).port()).isEqualTo(24001);
  }

  @Test
  void minutesMayBeFractions() {
    assertThat(Options.parse(List.of("--headless", "--minutes", "1.5")).healthyFor()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void severalRunsAreASurvey() {
    assertThat(Options.parse(List.of("--headless")).survey()).isFalse();
    assertThat(Options.parse(List.of("--headless", "--scenario", "all")).survey()).isTrue();
    assertThat(Options.parse(List.of("--headless", "--scenario", "healthy,io-sink")).survey()).isTrue();
    assertThat(Options.parse(List.of("--headless", "--rounds", "3")).rounds()).isEqualTo(3);
  }

  @Test
  void whatCannotBeUnderstoodIsAnsweredWithWhatWouldBeRight() {
    refused("'--frobnicate'", "--frobnicate");
    refused("--scenario needs a value", "--scenario");
    refused("a number from 0", "--port", "eighty");
    refused("a number from 0", "--port", "70000");
    refused("go with --headless", "--json");
    refused("several runs go with --headless", "--scenario", "all");
    refused("a number from 1", "--headless", "--rounds", "0");
  }

  private static void refused(String message, String... arguments) {
    assertThatExceptionOfType(WrongUsage.class).isThrownBy(() -> Options.parse(List.of(arguments)))
        .withMessageContaining(message);
  }
}
