package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.analyzer.settings.BadSetting;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class ReceiverTest {

  @ParameterizedTest
  @ValueSource(strings = {"http://169.254.169.254/latest/meta-data", "http://2852039166/", "http://[fe80::1]:9093",
      "http://[::ffff:169.254.169.254]/", "http://224.0.0.1"})
  void linkLocalAndMulticastAddressesAreRefusedHoweverTheyAreWritten(String url) {
    assertThatThrownBy(() -> Given.settings("webhook-urls=" + url)).isInstanceOf(BadSetting.class)
        .hasMessageContaining("alerts.webhook-urls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "gopher://host", "host:9093", "//host", "http://",
      "javascript:alert(1)"})
  void onlyHttpAndHttpsAreTaken(String url) {
    assertThatThrownBy(() -> Given.settings("alertmanager-urls=" + url)).isInstanceOf(BadSetting.class)
        .hasMessageContaining("http or https");
  }

  @Test
  void loopbackAndPrivateAddressesAreTakenSinceTheyComeFromTheSettings() {
    String urls = "http://127.0.0.1:9093,http://10.0.0.7:9093,http://[::1]:9093";
    assertThat(Given.settings("alertmanager-urls=" + urls).alertmanagerUrls()).hasSize(3);
  }

  @Test
  void aReceiverIsShownWithoutItsPath() {
    assertThat(Receiver.shown("webhook", HttpUrl.get("https://hooks.example.org/services/T0/secret?token=x")))
        .isEqualTo("webhook https://hooks.example.org:443");
  }
}
