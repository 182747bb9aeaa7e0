package io.manometer.analyzer.alert;

import io.manometer.analyzer.settings.BadSetting;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import okhttp3.HttpUrl;

/** An address from the settings that alerts are sent to. */
final class Receiver {

  private Receiver() {}

  /** The address, or an error that names the setting. The address may hold a secret, so no error repeats it. */
  static HttpUrl checked(String key, String address) {
    HttpUrl url = HttpUrl.parse(address.strip());
    if (url == null) {
      throw new BadSetting("alerts." + key + " holds something that is no address; right would be http or https addresses"
          + " separated by commas, such as http://127.0.0.1:9093");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new BadSetting("alerts." + key + " holds user:password in the address of " + url.host()
          + ", which is not sent; right would be an address without it");
    }
    return url;
  }

  /** Fit for pages and logs: the path of a webhook may be its secret. */
  static String shown(String kind, HttpUrl url) {
    return kind + " " + url.scheme() + "://" + url.host() + ":" + url.port();
  }

  /** Names the receiver in the ledger; the same address gives the same id. */
  static String id(String kind, HttpUrl url) {
    return kind + "-" + UUID.nameUUIDFromBytes(url.toString().getBytes(StandardCharsets.UTF_8));
  }
}
