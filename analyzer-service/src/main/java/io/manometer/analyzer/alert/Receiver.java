package io.manometer.analyzer.alert;

import io.manometer.analyzer.settings.BadSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** An address from the settings that alerts are sent to. */
final class Receiver {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private Receiver() {}

  /** The address, or an error that names the setting. The address may hold a secret, so no error repeats it. */
  static HttpUrl checked(String key, String address) {
    HttpUrl url = HttpUrl.parse(address.strip());
    if (url == null) {
      throw new BadSetting("alerts." + key + " holds something that is no address; right would be http or https"
          + " addresses separated by commas, such as http://127.0.0.1:9093");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new BadSetting("alerts." + key + " holds user:password in the address of " + url.host()
          + ", which is not sent; right would be an address without it");
    }
    if (isLinkLocal(url.host())) {
      throw new BadSetting("alerts." + key + " holds the link-local or multicast address " + url.host()
          + ", which alerts are not sent to; right would be an address of a receiver");
    }
    return url;
  }

  /** Of an address that is a number; names are looked at when they are resolved. */
  private static boolean isLinkLocal(String host) {
    if (!ADDRESS.matcher(host).matches()) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLinkLocalAddress() || address.isMulticastAddress();
    } catch (UnknownHostException e) {
      return false;
    }
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
