package io.manometer.analyzer.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.manometer.analyzer.settings.BadSetting;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnoseOptionsTest {

  @Test
  void theAddressAloneIsEnough() {
    DiagnoseOptions options = DiagnoseOptions.parse(List.of("http://jobmanager:8081"));
    assertThat(options.cluster()).hasToString("http://jobmanager:8081");
    assertThat(options.json()).isFalse();
    assertThat(options.job()).isEmpty();
  }

  @Test
  void optionsStandBeforeOrBehindTheAddress() {
    DiagnoseOptions options =
        DiagnoseOptions.parse(List.of("--json", "https://flink.example.org/proxy", "--job", "abc", "--watch"));
    assertThat(options.json()).isTrue();
    assertThat(options.watch()).isTrue();
    assertThat(options.job()).contains("abc");
  }

  @Test
  void aHostMayHaveTheNameOfAContainer() {
    assertThat(DiagnoseOptions.parse(List.of("http://stack_jobmanager:8081")).cluster())
        .hasToString("http://stack_jobmanager:8081");
    refused("'http://stack_jobmanager:80811' is no http or https address", "http://stack_jobmanager:80811");
    refused("'http:jobmanager' is no http or https address", "http:jobmanager");
    refused("'ftp://jobmanager' is no http or https address", "ftp://jobmanager");
  }

  @Test
  void whatCannotBeUnderstoodIsAnsweredWithWhatWouldBeRight() {
    refused("needs the JobManager's address");
    refused("'--frobnicate' is not understood", "http://a:1", "--frobnicate");
    refused("'http://b:2' is not understood", "http://a:1", "http://b:2");
    refused("'jobmanager:8081' is no http or https address", "jobmanager:8081");
    refused("--job needs a value", "http://a:1", "--job");
  }

  private static void refused(String message, String... arguments) {
    assertThatExceptionOfType(BadSetting.class).isThrownBy(() -> DiagnoseOptions.parse(List.of(arguments)))
        .withMessageContaining(message).withMessageContaining("right would be: diagnose http://jobmanager:8081");
  }
}
