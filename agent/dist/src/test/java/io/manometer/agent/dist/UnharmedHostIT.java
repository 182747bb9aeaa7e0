package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.dist.Host.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the agent or around it, the host does what it does without it, and one line says why. */
class UnharmedHostIT {

  private static final String RECORDS = "100000";
  private static final String EXPECTED = Host.command().args(RECORDS, "0").run(tempFolder()).output();
  private static final String QUIET = "log-level=warn,listen=off,interval=100ms";

  @TempDir private Path folder;

  @Test
  void theHostsOutputIsTheSameWithTheAgent() {
    try (Analyzer analyzer = new Analyzer()) {
      Outcome outcome = assertUnharmed(host(QUIET + ",sample-hz=100,analyzer=" + analyzer.address()));

      assertThat(outcome.agentLines()).isEmpty();
      assertThat(analyzer.received()).isNotEmpty();
      assertThat(EXPECTED).contains("records " + RECORDS + " sum ");
    }
  }

  @Test
  void anAnalyzerThatIsDownCostsOneLine() throws IOException {
    Outcome outcome = assertUnharmed(host(QUIET + ",analyzer=http://127.0.0.1:" + closedPort()));

    assertThat(outcome.agentLines()).hasSize(1).first().asString().contains("WARN cannot reach http://127.0.0.1:");
  }

  @Test
  void anAnalyzerThatAnswers500CostsOneLine() {
    try (Analyzer analyzer = new Analyzer().answering(500)) {
      Outcome outcome = assertUnharmed(host(QUIET + ",analyzer=" + analyzer.address()));

      assertThat(outcome.agentLines()).hasSize(1).first().asString().contains("answered 500");
    }
  }

  @Test
  void anAnalyzerThatNeverAnswersDoesNotHoldTheHostsEndUp() {
    try (Analyzer analyzer = new Analyzer().silent()) {
      Outcome outcome = assertUnharmed(host(QUIET + ",analyzer=" + analyzer.address()));

      assertThat(outcome.agentLines()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void aWrongOptionCostsOneLineThatSaysWhatIsRight() {
    Outcome outcome = assertUnharmed(host("log-level=warn,listen=off,interval=soon"));

    assertThat(outcome.agentLines()).hasSize(1).first().asString()
        .endsWith("WARN option interval: 'soon' is no duration such as 500ms, 1s or 2m; 1s is used");
  }

  @Test
  void anUnknownOptionCostsOneLine() {
    Outcome outcome = assertUnharmed(host("log-level=warn,listen=off,analyser=http://127.0.0.1:1"));

    assertThat(outcome.agentLines()).hasSize(1).first().asString()
        .endsWith("WARN agent argument analyser is unknown and not used");
  }

  @Test
  void failFastIsForThoseWhoWantTheHostToFail() {
    Outcome outcome = host("fail-fast=true,interval=soon").run(folder);

    assertThat(outcome.exit()).isNotZero();
    assertThat(outcome.output()).doesNotContain("records");
    assertThat(outcome.otherErrors()).anyMatch(line -> line.contains("option interval: 'soon' is no duration"));
  }

  @Test
  void aPortInUseCostsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "127.0.0.1:" + taken.getLocalPort();
      Outcome outcome = assertUnharmed(host("log-level=warn,listen=" + port));

      assertThat(outcome.agentLines()).hasSize(1).first().asString().contains("are in use");
    }
  }

  @Test
  void anAddressThatOthersReachWithoutATokenCostsOneLine() {
    Outcome outcome = assertUnharmed(host("log-level=warn,listen=0.0.0.0:0"));

    assertThat(outcome.agentLines()).hasSize(1).first().asString().contains("listen-token-file is not set: not listening");
  }

  @Test
  void aLogThatCannotBeWrittenCostsOneLine() {
    Outcome outcome = assertUnharmed(host("log-level=warn,listen=off,log-file=/no/such/folder/agent.log"));

    assertThat(outcome.agentLines()).hasSize(1).first().asString()
        .contains("option log-file: cannot write /no/such/folder/agent.log");
  }

  @Test
  void anInnerPartThatIsCorruptCostsOneLine() throws IOException {
    Path broken = jarWith("inner/io/manometer/agent/core/run/AgentRun.classdata", new byte[] {1, 2, 3});
    Outcome outcome = assertUnharmed(Host.command().agent(broken, "").args(RECORDS, "0"));

    assertThat(outcome.agentLines()).hasSize(1).first().asString()
        .startsWith("[manometer] the agent did not start: ").endsWith("; the host runs on without the agent");
  }

  @Test
  void aWeaverThatIsCorruptCostsOneLine() throws IOException {
    Path broken = jarWith("inner/io/manometer/agent/shaded/bytebuddy/ByteBuddy.classdata", new byte[] {1, 2, 3});
    Outcome outcome = assertUnharmed(
        Host.command().agent(broken, "log-level=warn,listen=off").args(RECORDS, "0"));

    assertThat(outcome.agentLines()).hasSize(1).first().asString().contains("module creditflow: weaving ");
  }

  @Test
  void anUnknownVersionOfTheTargetCostsOneLineThatNamesWhatIsMissing() throws IOException {
    Path changed = withFieldRenamed("io/manometer/creditflow/buffer/LocalBufferPool", "requested");
    Outcome outcome = assertUnharmed(host("log-level=warn,listen=off").before(changed));

    assertThat(outcome.agentLines()).hasSize(1).first().asString().endsWith(
        "module creditflow is off, the host runs on unmeasured: unknown version of creditflow: "
            + "1 lacks field io.manometer.creditflow.buffer.LocalBufferPool.requested I");
  }

  @Test
  void anAgentGivenTwiceCostsOneLine() {
    Outcome outcome = assertUnharmed(
        host("log-level=warn,listen=off").agent("log-level=warn,listen=off"));

    assertThat(outcome.agentLines()).containsExactly(
        "[manometer] the agent is given twice; the first one stays, the second does nothing");
  }

  @Test
  void switchedOffItSaysNothing() {
    assertThat(assertUnharmed(host("enabled=false")).agentLines()).isEmpty();
  }

  @Test
  void withTheUsualSettingsItSaysTwoLinesAndNoWarning() {
    Outcome outcome = assertUnharmed(host("listen=127.0.0.1:0").args(RECORDS, "0"));

    assertThat(outcome.agentLines().get(0)).contains(" INFO manometer ").contains("listen=127.0.0.1:0");
    assertThat(outcome.agentLines()).hasSizeLessThanOrEqualTo(2).noneMatch(line -> line.contains("WARN"));
  }

  /** The same output, the same exit code, nothing on stderr but the agent's own lines. */
  private Outcome assertUnharmed(Host.Command command) {
    Outcome outcome = command.run(folder);
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.output()).isEqualTo(EXPECTED);
    assertThat(outcome.otherErrors()).isEmpty();
    return outcome;
  }

  private static Host.Command host(String options) {
    return Host.command().agent(options).args(RECORDS, "0");
  }

  private Path jarWith(String changedEntry, byte[] content) throws IOException {
    Path copy = folder.resolve("broken.jar");
    try (JarFile jar = new JarFile(Host.JAR.toFile());
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        out.putNextEntry(new JarEntry(entry.getName()));
        try (InputStream in = jar.getInputStream(entry)) {
          out.write(entry.getName().equals(changedEntry) ? content : in.readAllBytes());
        }
        out.closeEntry();
      }
    }
    return copy;
  }

  private Path withFieldRenamed(String className, String field) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    try (InputStream bytes = getClass().getResourceAsStream("/" + className + ".class")) {
      new ClassReader(bytes).accept(new ClassRemapper(writer, new Remapper() {
        @Override
        public String mapFieldName(String owner, String name, String descriptor) {
          return owner.equals(className) && name.equals(field) ? name + "2" : name;
        }
      }), 0);
    }
    Path file = folder.resolve("changed").resolve(className + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, writer.toByteArray());
    return folder.resolve("changed");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path tempFolder() {
    try {
      return Files.createTempDirectory("manometer");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
