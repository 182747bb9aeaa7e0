package io.manometer.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page in {@code docs/} whose text, or a part of it, is made from the code: stale text fails the build. */
public final class DocumentedFile {

  private static final String WRITE = "manometer.docs";
  private static final String HOW =
      "the page is stale; write it anew with: mvn -pl analyzer-service -am test -D" + WRITE + "=write";

  private final Path file;

  private DocumentedFile(Path file) {
    this.file = file;
  }

  public static DocumentedFile at(String name) {
    return new DocumentedFile(Path.of("..", "docs", name));
  }

  public void holds(String whole) throws IOException {
    if (isToBeWritten()) {
      Files.writeString(file, whole);
    }
    assertThat(file).as(HOW).content().isEqualTo(whole);
  }

  /** The part between the lines {@code <!-- name -->} and {@code <!-- end of name -->}. */
  public void holds(String name, String part) throws IOException {
    String text = Files.readString(file);
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertThat(from >= begin.length() && to >= from).as("%s has the part %s", file, name).isTrue();
    if (isToBeWritten()) {
      Files.writeString(file, text.substring(0, from) + part + text.substring(to));
    } else {
      assertThat(text.substring(from, to)).as(HOW).isEqualTo(part);
    }
  }

  private static boolean isToBeWritten() {
    return "write".equals(System.getProperty(WRITE));
  }
}
