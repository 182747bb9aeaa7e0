package io.manometer.ui.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files that pages refer to, held in memory; their addresses carry a hash of their content and may be cached for good. */
public final class StaticFiles {

  private static final String PREFIX = "/static/";
  private static final Map<String, String> TYPES = Map.of(
      "manometer.css", "text/css;charset=UTF-8",
      "live.js", "text/javascript;charset=UTF-8",
      "icon.svg", "image/svg+xml");

  /**
   * One file.
   *
   * @param current whether the address asked for had the hash of today's content
   */
  public record StaticFile(String contentType, byte[] content, boolean current) {}

  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private final String version;

  public StaticFiles() {
    TYPES.keySet().stream().sorted().forEach(name -> contents.put(name, read(name)));
    version = hash();
  }

  /** A hash over all files. */
  public String version() {
    return version;
  }

  /** Where pages find a file. */
  public String address(String name) {
    return PREFIX + version + "/" + name;
  }

  /** The file at {@code /static/HASH/NAME}; another hash, as of a page from before an upgrade, finds today's file. */
  public Optional<StaticFile> find(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!path.startsWith(PREFIX) || !contents.containsKey(name)) {
      return Optional.empty();
    }
    return Optional.of(new StaticFile(TYPES.get(name), contents.get(name), path.equals(address(name))));
  }

  private static byte[] read(String name) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(PREFIX + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + PREFIX + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + PREFIX + name, e);
    }
  }

  private String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      contents.values().forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
