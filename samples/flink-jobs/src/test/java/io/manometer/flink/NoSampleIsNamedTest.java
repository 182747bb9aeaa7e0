package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Neither the rules nor any part of the agent know what they are tried on: no text in them holds the name of a scenario or
 * of an operator in one, and only an adapter names its runtime.
 */
class NoSampleIsNamedTest {

  private static final Path ROOT = Path.of("../..");
  private static final Set<String> RUNTIMES = Set.of("creditflow", "flink");

  /** Names that are words of the field as well: of these, a text is banned that is nothing else. */
  private static final Set<String> EVERYDAY = Set.of("chained", "clear", "healthy", "sql");

  @Test
  void noTextHoldsTheNameOfASample() throws IOException {
    Set<String> names = names();
    for (Path module : modules()) {
      assertThat(found(module, names)).isEmpty();
    }
  }

  @Test
  void onlyAnAdapterNamesItsRuntime() throws IOException {
    for (Path module : modules()) {
      Set<String> others = new TreeSet<>(RUNTIMES);
      others.removeIf(runtime -> module.endsWith("adapter-" + runtime));
      assertThat(found(module, others)).isEmpty();
    }
  }

  @Test
  void allModulesOfTheAgentAreLookedThrough() throws IOException {
    assertThat(modules()).extracting(module -> module.getFileName().toString())
        .contains("rules", "wire", "probe", "target", "core", "adapter-creditflow", "adapter-flink", "dist");
    for (Path module : modules()) {
      assertThat(files(module)).as(module.toString()).isNotEmpty();
    }
  }

  @Test
  void theNamesAreThoseOfBothRuntimesScenarios() {
    assertThat(names()).contains("cpu-operator", "near-idle", "join-slow-side", "seal", "price", "GroupAggregate");
    assertThat(names()).containsAll(EVERYDAY);
  }

  @Test
  void aWordIsFoundInALiteralAndNotInACommentOrWithinALongerWord() {
    String java = "/* \"price\" */ char c = '\"'; // \"price\"\n"
        + "String a = \"the \\\"price\\\"\" + \"prices\" + \"\"\"\n io-sink\"\"\";";

    assertThat(Texts.literals(java)).containsExactly("the \\\"price\\\"", "prices", "\n io-sink");
    assertThat(Texts.literals(java)).filteredOn(text -> Texts.names(text, "price")).hasSize(1);
    assertThat(Texts.literals(java)).filteredOn(text -> Texts.names(text, "IO-SINK")).hasSize(1);
    assertThat(Texts.literals(java)).filteredOn(text -> Texts.names(text, "sink")).isEmpty();
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of("scenario", "scenarios"));
    names.addAll(DeclaredNames.ofScenarios());
    names.addAll(DeclaredNames.ofOperators());
    return names;
  }

  /** Each name in each text of a module, with its place. */
  private static List<String> found(Path module, Set<String> names) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(module)) {
      for (String text : Texts.of(file)) {
        names.stream().filter(name -> EVERYDAY.contains(name) ? text.equals(name) : Texts.names(text, name))
            .forEach(name -> found.add(name + " in " + file + ": " + text));
      }
    }
    return found;
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> agent = Files.list(ROOT.resolve("agent"))) {
      return Stream.concat(Stream.of(ROOT.resolve("rules")), agent)
          .filter(module -> Files.isDirectory(module.resolve("src/main"))).toList();
    }
  }

  private static List<Path> files(Path module) throws IOException {
    try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
