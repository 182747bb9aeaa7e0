package io.manometer.analyzer.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What the operator of the analyzer decides. Absent values are null here; use the methods that return Optional. */
public record Settings(
    @Setting(value = "Address to listen on. Anything but loopback needs a token.",
        allowed = "an address of this machine, such as 127.0.0.1 or 0.0.0.0")
    @DefaultValue("127.0.0.1") String listen,

    @Setting(value = "TCP port of pages, API and ingest; 0 takes a free one.", allowed = "a number from 0 to 65535")
    @DefaultValue("8085") int port,

    @Setting(value = "Folder for what must outlive a restart: kept reports, open alerts and messages still to be told. It is"
        + " created when missing.",
        allowed = "a folder that this process may write to", absent = "`.manometer` in the user's home")
    Path dataDir,

    @Setting(value = "Token that agents, API clients and people must show. Prefer `token-file`: arguments are seen by other"
        + " users of the machine.", allowed = "at least 16 printable characters without spaces")
    String token,

    @Setting(value = "File whose first line is the token.", allowed = "a readable file with one line")
    Path tokenFile,

    @Setting(value = "Address under which people reach the pages; links in alerts begin with it.",
        allowed = "an http or https address, such as https://manometer.example.org",
        absent = "`http://` with the address and port that it listens on, 127.0.0.1 for 0.0.0.0")
    URI publicUrl,

    @Setting(value = "Silence after which a job is forgotten.", allowed = "a time from 1m to 24h, such as 15m")
    @DefaultValue("15m") Duration forgetAfter,

    @Setting(value = "Lag, as time, that is acceptable for jobs that declare none themselves, such as all on Flink; for jobs"
        + " of one name `NAME:TIME`, several separated by commas. Where neither says, any lag that grows with a bottleneck is"
        + " critical.",
        allowed = AcceptedLags.ALLOWED)
    @DefaultValue List<String> slaLag,

    @Setting(value = "File to record every observation to, for `java -jar manometer.jar replay FILE`. It grows by some"
        + " hundred bytes per subtask and second, compressed; recording ends at 1 GiB.",
        allowed = "a file that does not exist yet, in a folder that does")
    Path record,

    @Setting(value = "End when standard input ends: for programs that start the analyzer and must not leave it behind,"
        + " even when they are killed.", allowed = "true or false")
    @DefaultValue("false") boolean endWithInput,

    @Setting(value = "File of further settings, one key=value a line.", allowed = "a readable file") Path config,

    @Setting(value = "Limits of the rules by their key, such as `limits.level.high=0.5`; docs/rules.md has them all.",
        allowed = "numbers within the range that docs/rules.md gives")
    Map<String, Double> limits) {

  public static final SettingsSection<Settings> SECTION = new SettingsSection<>("manometer", Settings.class);

  private static final int SHORTEST_TOKEN = 16;

  public Settings {
    dataDir = dataDir == null ? Path.of(System.getProperty("user.home"), ".manometer") : dataDir;
    slaLag = List.copyOf(slaLag);
    AcceptedLags.of(slaLag);
    limits = limits == null ? Map.of() : Map.copyOf(limits);
    token = theToken(token, tokenFile);
    refuseUnless(port >= 0 && port <= 65535, "port", port, "a number from 0 to 65535");
    within(forgetAfter, Duration.ofMinutes(1), Duration.ofHours(24), "forget-after", "a time from 1m to 24h, such as 15m");
    refuseUnless(publicUrl == null || isWeb(publicUrl), "public-url", publicUrl,
        "an http or https address, such as https://manometer.example.org");
    if (!isLoopback(listen) && token == null) {
      throw new BadSetting("listen=" + listen + " would let anyone on the network in; give a token as well (token-file=PATH),"
          + " or listen on 127.0.0.1");
    }
  }

  /** The token, when one is asked for. */
  public Optional<String> requiredToken() {
    return Optional.ofNullable(token);
  }

  /** The lag that is acceptable for jobs that declare none themselves. */
  public AcceptedLags acceptedLags() {
    return AcceptedLags.of(slaLag);
  }

  /** Whether people reach the pages by https. */
  public boolean servedByHttps() {
    return publicUrl != null && publicUrl.getScheme().equals("https");
  }

  /** Where links from outside begin, without a slash at the end; {@code boundPort} is the port in use. */
  public String linkBase(int boundPort) {
    if (publicUrl != null) {
      return publicUrl.toString().replaceAll("/+$", "");
    }
    String host = listen.contains(":") ? "[" + listen + "]" : listen.equals("0.0.0.0") ? "127.0.0.1" : listen;
    return "http://" + host + ":" + boundPort;
  }

  @Override
  public String toString() {
    return "Settings[listen=" + listen + ", port=" + port + ", dataDir=" + dataDir + ", token="
        + (token == null ? "none" : "***") + ", limits=" + limits + "]";
  }

  private static String theToken(String token, Path file) {
    if (token != null && file != null) {
      throw new BadSetting("token and token-file are both set; right would be one of them");
    }
    if (token == null && file == null) {
      return null;
    }
    String found = file == null ? token : firstLine(file);
    boolean fit = found.length() >= SHORTEST_TOKEN && found.chars().allMatch(c -> c > ' ' && c < 127);
    refuseUnless(fit, file == null ? "token" : "token-file", file == null ? "***" : file,
        "at least " + SHORTEST_TOKEN + " printable characters without spaces, such as from: openssl rand -hex 24");
    return found;
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new BadSetting("token-file=" + file + " cannot be read; right would be a readable file with one line");
    }
  }

  private static boolean isLoopback(String listen) {
    try {
      return InetAddress.getByName(listen).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw BadSetting.value("listen", listen, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
    }
  }

  private static boolean isWeb(URI uri) {
    return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
  }

  private static void within(Duration value, Duration least, Duration most, String key, String allowed) {
    refuseUnless(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, key, value, allowed);
  }

  private static void refuseUnless(boolean holds, String key, Object value, String allowed) {
    if (!holds) {
      throw BadSetting.value(key, value, allowed);
    }
  }
}
