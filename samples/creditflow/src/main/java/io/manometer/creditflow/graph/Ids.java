package io.manometer.creditflow.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The ids of a job: made of what identifies the thing, never of chance. */
final class Ids {

  private static final int SLUG_CHARS = 40;

  private Ids() {}

  /** 16 hexadecimal digits. */
  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JVM has SHA-256", e);
    }
  }

  /** The job's name in letters that are harmless anywhere, and a hash of the name itself and of the workers. */
  static String job(String name, List<String> workers) {
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String shown = slug.isEmpty() ? "job" : slug.substring(0, Math.min(SLUG_CHARS, slug.length()));
    return shown + "-" + hash(name + '\n' + String.join(",", workers)).substring(0, 8);
  }

  /** By place: position, kind and inputs of the operator. */
  static String operator(OperatorSpec spec) {
    StringBuilder place = new StringBuilder().append(spec.position).append(' ').append(spec.kind);
    spec.inputs().forEach(input -> place.append(' ').append(input.from().position));
    return hash(place.toString());
  }
}
