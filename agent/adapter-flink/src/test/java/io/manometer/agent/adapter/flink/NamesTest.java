package io.manometer.agent.adapter.flink;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.Symbol;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks all that the adapter names up in the bytes of the Flink releases that the build has put aside. */
class NamesTest {

  private static final Path RELEASES = Path.of("target/flink");
  private static final String TASKS = Names.ROOT + "streaming.runtime.tasks.";
  private static final String IO = Names.ROOT + "streaming.runtime.io.";

  static List<String> releases() throws IOException {
    try (Stream<Path> folders = Files.list(RELEASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void bothLinesAreLookedThrough() throws IOException {
    assertThat(releases()).anyMatch(release -> release.startsWith("1.20."))
        .anyMatch(release -> release.startsWith("2."));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void eachSymbolIsInTheBytesOfItsClass(String release) throws Exception {
    try (ClassFileLocator classes = classesOf(release)) {
      assertThat(Names.ALL.stream().filter(symbol -> !has(classes, symbol))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void eachClassThatIsToldByItsNameExists(String release) throws Exception {
    try (ClassFileLocator classes = classesOf(release)) {
      List<String> names = constants(String.class).stream().filter(name -> !name.endsWith(".")).toList();
      assertThat(names).hasSizeGreaterThan(10);
      assertThat(names.stream().filter(name -> !pool(classes).describe(name).isResolved())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void eachMethodThatIsWovenIsThereOnce(String release) throws Exception {
    try (ClassFileLocator classes = classesOf(release)) {
      for (JoinPoint joinPoint : new FlinkAdapter().lines().get(0).joinPoints()) {
        assertThat(methods(classes, joinPoint.className(), joinPoint.method()))
            .extracting(method -> method.getParameters().asTypeList().asErasures().stream()
                .map(TypeDescription::getName).toList())
            .as(joinPoint.toString()).containsOnlyOnce(joinPoint.parameterTypes());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void theFramesThatTellAnOperatorOfAChainAreMethods(String release) throws Exception {
    try (ClassFileLocator classes = classesOf(release)) {
      assertThat(methods(classes, TASKS + "ChainingOutput", "pushToOperator")).isNotEmpty();
      assertThat(methods(classes, TASKS + "CopyingChainingOutput", "pushToOperator")).isNotEmpty();
      assertThat(methods(classes, TASKS + "ChainingOutput", "emitWatermark")).isNotEmpty();
      assertThat(methods(classes, TASKS + "mailbox.Mail", "run")).isNotEmpty();
      assertThat(methods(classes, TASKS + "OneInputStreamTask$StreamTaskNetworkOutput", "emitRecord")).isNotEmpty();
      assertThat(methods(classes, IO + "StreamTwoInputProcessorFactory$StreamTaskNetworkOutput", "emitRecord"))
          .isNotEmpty();
      assertThat(methods(classes, IO + "StreamMultipleInputProcessorFactory$StreamTaskNetworkOutput", "emitRecord"))
          .isNotEmpty();
      assertThat(methods(classes, Names.SOURCE_OPERATOR, "emitNext")).isNotEmpty();
      assertThat(pool(classes).describe(TASKS + "BroadcastingOutputCollector").isResolved()).isTrue();
    }
  }

  @Test
  void noSymbolIsReadThatTheFingerprintLeavesOut() throws Exception {
    assertThat(constants(Symbol.class)).containsExactlyInAnyOrderElementsOf(Names.ALL);
  }

  private static boolean has(ClassFileLocator classes, Symbol symbol) {
    TypePool.Resolution owner = pool(classes).describe(symbol.owner());
    return owner.isResolved() && switch (symbol.kind()) {
      case CLASS -> true;
      case METHOD -> methods(classes, symbol.owner(), symbol.name()).stream()
          .anyMatch(method -> method.getDescriptor().equals(symbol.descriptor()));
      case FIELD -> owner.resolve().getDeclaredFields().filter(named(symbol.name())).stream()
          .anyMatch(field -> field.getDescriptor().equals(symbol.descriptor()));
    };
  }

  private static List<MethodDescription.InDefinedShape> methods(ClassFileLocator classes, String owner, String name) {
    return pool(classes).describe(owner).resolve().getDeclaredMethods().filter(named(name));
  }

  private static TypePool pool(ClassFileLocator classes) {
    return TypePool.Default.of(classes);
  }

  private static ClassFileLocator classesOf(String release) throws IOException {
    List<ClassFileLocator> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(RELEASES.resolve(release))) {
      for (File jar : files.map(Path::toFile).toList()) {
        jars.add(ClassFileLocator.ForJarFile.of(jar));
      }
    }
    assertThat(jars).as("jars of Flink " + release).hasSize(5);
    jars.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
    return new ClassFileLocator.Compound(jars);
  }

  /** The constants of {@link Names} that the adapter's other classes see. */
  private static <T> List<T> constants(Class<T> type) throws IllegalAccessException {
    List<T> values = new ArrayList<>();
    for (Field field : Names.class.getDeclaredFields()) {
      if (field.getType() == type && !Modifier.isPrivate(field.getModifiers())) {
        values.add(type.cast(field.get(null)));
      }
    }
    return values;
  }
}
