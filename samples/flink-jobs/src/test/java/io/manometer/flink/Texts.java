package io.manometer.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a file of main code says: the string literals of Java, and each line of anything else. */
final class Texts {

  private static final Pattern LITERAL = Pattern.compile(
      "//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\\\n]|\\\\.)++'|\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*+)\"", Pattern.DOTALL);

  private Texts() {}

  static List<String> of(Path file) throws IOException {
    String content = Files.readString(file);
    return file.toString().endsWith(".java") ? literals(content) : content.lines().toList();
  }

  static List<String> literals(String java) {
    return LITERAL.matcher(java).results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .filter(text -> text != null && !text.isEmpty()).toList();
  }

  /** Whether a text holds a name as a whole word, in any case. */
  static boolean names(String text, String name) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])", Pattern.CASE_INSENSITIVE)
        .matcher(text).find();
  }
}
