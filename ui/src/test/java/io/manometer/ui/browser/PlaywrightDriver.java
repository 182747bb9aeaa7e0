package io.manometer.ui.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * The JavaScript part that Playwright's Java part drives: taken from npm once, 3 MB, checked against the hash below, and
 * kept in the build folder. Maven Central has it only in a bundle of 200 MB with a Node.js for every platform.
 */
final class PlaywrightDriver {

  private static final String VERSION = "1.62.0";
  private static final String SHA256 = "257b0e29fb807039d3d67fe7c9188a2b9696403c57821b10cb6c8d635e39789a";
  private static final Path HOME = Path.of("target", "playwright-core-" + VERSION).toAbsolutePath();

  private PlaywrightDriver() {}

  /** The folder to name as {@code playwright.cli.dir}; fetched when it is not there yet. */
  static Path directory() throws IOException, InterruptedException {
    if (!Files.exists(HOME.resolve("package").resolve("cli.js"))) {
      fetch();
    }
    return HOME;
  }

  private static void fetch() throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    run(HOME, "npm", "pack", "--silent", "playwright-core@" + VERSION);
    Path archive = HOME.resolve("playwright-core-" + VERSION + ".tgz");
    String hash = sha256(archive);
    if (!hash.equals(SHA256)) {
      throw new IOException(archive + " has SHA-256 " + hash + ", right would be " + SHA256);
    }
    run(HOME, "tar", "xzf", archive.toString());
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("fetch.log");
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " did not end within 120 s");
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
