package io.manometer.analyzer.source;

import io.manometer.analyzer.settings.BadSetting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What the settings of every server that is read from have in common: its address, and a token for the way there. */
public final class ServerAddress {

  private ServerAddress() {}

  /** Throws {@link BadSetting} unless {@code url} is absent or a web address; {@code example} shows a right one. */
  public static void check(String key, URI url, String example) {
    if (url != null && !isWeb(url)) {
      throw BadSetting.value(key, url, "an http or https address, such as " + example);
    }
  }

  /** Whether it can be asked over HTTP. A name with an underscore, as containers have, is no host to {@link URI}. */
  public static boolean isWeb(URI url) {
    return url.getRawAuthority() != null && HttpUrl.get(url) != null
        && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
  }

  /** The header's value for the token on the first line of the file; empty without a file. */
  public static Optional<String> authorization(String key, Path tokenFile) {
    if (tokenFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of("Bearer " + Files.readString(tokenFile).lines().findFirst().orElse("").strip());
    } catch (IOException e) {
      throw BadSetting.value(key, tokenFile, "a readable file with one line");
    }
  }
}
