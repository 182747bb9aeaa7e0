package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.manometer.agent.dist.AttachCommand.Result;
import io.manometer.agent.dist.Host.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent put into JVMs that run already, by the real jar's command line, and taken out again. */
class AttachIT {

  private static final int CYCLES = 10;
  private static final String QUIET = "log-level=warn,listen=off,interval=200ms";

  @TempDir private Path folder;

  @Test
  void tenTimesAttachedAndDetachedTheHostIsAsItWas() throws Exception {
    try (Host host = running(Host.command())) {
      Properties before = look(host);
      assertThat(before).containsEntry("words", "0").containsEntry("classes", "0").containsEntry("threads", "");

      for (int cycle = 0; cycle < CYCLES; cycle++) {
        Result attached = AttachCommand.attach(host, "log-level=warn,listen=127.0.0.1:0,interval=200ms");
        assertThat(attached.exit()).as(attached.toString()).isZero();
        assertThat(attached.out()).startsWith("attached: 6 tasks found, status on 127.0.0.1:");
        if (cycle == 0) {
          assertThatItIsIn(look(host), before);
        }
        Result detached = AttachCommand.detach(host);
        assertThat(detached.exit()).as(detached.toString()).isZero();
      }

      assertThat(look(host)).isEqualTo(before);
      assertThat(host.isAlive()).isTrue();
      assertThat(host.errors()).isEmpty();
    }
  }

  private static void assertThatItIsIn(Properties during, Properties before) {
    assertThat(before.stringPropertyNames()).filteredOn(name -> name.startsWith(Witness.BYTES)).hasSize(4)
        .allSatisfy(name -> assertThat(during.getProperty(name)).isNotEqualTo(before.getProperty(name)));
    assertThat(Integer.parseInt(during.getProperty("classes"))).isGreaterThan(100);
    assertThat(during.getProperty("threads")).contains("manometer-snapshot").contains("manometer-sampler");
  }

  @Test
  void aHostThatIsAttachedToAndLeftAgainInTheMidstDoesWhatItDoes() {
    String expected = Host.command().args("6000", "0").run(folder).output();
    try (Host host = Host.command().args("6000", "2000").start(folder).awaitLine(HostPipeline.RUNS)) {
      assertThat(AttachCommand.attach(host, QUIET + ",sample-hz=100").exit()).isZero();
      assertThat(AttachCommand.detach(host).exit()).isZero();
      assertThat(host.isAlive()).isTrue();
      Outcome outcome = host.await();

      assertThat(outcome.exit()).isZero();
      assertThat(outcome.output()).isEqualTo(expected);
      assertThat(outcome.agentLines()).isEmpty();
      assertThat(outcome.otherErrors()).isEmpty();
    }
  }

  @Test
  void anAgentThatCameWithTheJvmIsDetachedTooAndAttachedAgain() throws Exception {
    try (Host host = running(Host.command().agent(QUIET))) {
      assertThat(AttachCommand.detach(host).exit()).isZero();
      assertThat(look(host)).containsEntry("words", "0").containsEntry("classes", "0").containsEntry("threads", "");

      assertThat(AttachCommand.attach(host, QUIET).out()).startsWith("attached: 6 tasks found");
    }
  }

  @Test
  void aSecondAgentIsRefusedAndTheFirstStays() {
    try (Host host = running(Host.command().agent(QUIET))) {
      Result second = AttachCommand.attach(host, QUIET);

      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err()).contains("the agent is in this process already; detach it first");
      assertThat(AttachCommand.detach(host).exit()).isZero();
      Result gone = AttachCommand.detach(host);
      assertThat(gone.exit()).isEqualTo(1);
      assertThat(gone.err()).contains("the agent is not in this process");
    }
  }

  @Test
  void aWrongOptionIsRefusedAndTheHostIsNotTouched() throws Exception {
    try (Host host = running(Host.command())) {
      Result wrong = AttachCommand.attach(host, "interval=soon,colour=red");

      assertThat(wrong.exit()).isEqualTo(1);
      assertThat(wrong.err()).contains("agent argument colour is unknown").contains("'soon' is no duration");
      assertThat(look(host)).containsEntry("words", "0").containsEntry("classes", "0").containsEntry("threads", "");
      assertThat(host.errors()).isEmpty();
    }
  }

  @Test
  void optionsThatAreTooLongForARunningJvmAreRefusedWithAWayOut() {
    try (Host host = running(Host.command())) {
      Result tooLong = AttachCommand.attach(host, "worker=" + "x".repeat(1000));

      assertThat(tooLong.exit()).isEqualTo(1);
      assertThat(tooLong.err()).contains("config=FILE");
    }
  }

  @Test
  void wrongUsageIsToldWithTheUsage() {
    for (String[] args : new String[][] {{}, {"attach"}, {"attach", "x1"}, {"detach", "1", "listen=off"}, {"go", "1"}}) {
      Result wrong = AttachCommand.run(args);

      assertThat(wrong.exit()).as(wrong.toString()).isEqualTo(2);
      assertThat(wrong.err()).contains("Usage: java -jar manometer-agent.jar attach PID");
    }
    assertThat(AttachCommand.run("--help").exit()).isZero();
  }

  @Test
  void aProcessThatIsNotThereOrIsNoJvmIsToldAndLeftAlone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Result missing = AttachCommand.run("attach", String.valueOf(ended.pid()));
    assertThat(missing.exit()).isEqualTo(3);
    assertThat(missing.err()).contains("there is no such process");

    Process noJvm = new ProcessBuilder("sleep", "60").start();
    try {
      Result refused = AttachCommand.run("attach", String.valueOf(noJvm.pid()));
      assertThat(refused.exit()).isEqualTo(3);
      assertThat(refused.err()).contains("the process is no JVM");
      assertThat(noJvm.isAlive()).isTrue();
    } finally {
      noJvm.destroyForcibly();
    }
  }

  @Test
  void aJvmThatForbidsAgentsIsToldSo() {
    try (Host host = running(Host.command().jvm("-XX:-EnableDynamicAgentLoading"))) {
      Result refused = AttachCommand.attach(host, QUIET);

      assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
      assertThat(refused.err()).contains("-XX:-EnableDynamicAgentLoading forbids agents");
      assertThat(host.isAlive()).isTrue();
    }
    try (Host host = running(Host.command().jvm("-XX:+DisableAttachMechanism"))) {
      Result refused = AttachCommand.attach(host, QUIET);

      assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
      assertThat(refused.err()).contains("-XX:+DisableAttachMechanism");
      assertThat(host.isAlive()).isTrue();
    }
  }

  @Test
  void aProcessOfAnotherUserIsToldSo() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another user");
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    Path readable = Files.createTempDirectory(
        "manometer", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path jar = Files.copy(Host.JAR, readable.resolve("agent.jar"), StandardCopyOption.REPLACE_EXISTING);
    try (Host host = running(Host.command())) {
      Result refused = AttachCommand.run(List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"),
          jar, "attach", String.valueOf(host.pid()));

      assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
      assertThat(refused.err()).contains("no permission to attach").contains("run this as root");
      assertThat(host.isAlive()).isTrue();
    } finally {
      Files.delete(jar);
      Files.delete(readable);
    }
  }

  private Host running(Host.Command command) {
    return command.args("0", "2000").start(folder).awaitLine(HostPipeline.RUNS);
  }

  private Properties look(Host host) throws Exception {
    Path report = folder.resolve("report");
    VirtualMachine jvm = VirtualMachine.attach(String.valueOf(host.pid()));
    try {
      jvm.loadAgent(witnessJar().toString(), report.toString());
    } finally {
      jvm.detach();
    }
    Properties seen = new Properties();
    try (InputStream in = Files.newInputStream(report)) {
      seen.load(in);
    }
    seen.replaceAll((name, value) -> name.toString().startsWith(Witness.BYTES) ? code(value.toString()) : value);
    return seen;
  }

  /** A class without the order of its constants, which the JVM makes anew each time that it is asked for the bytes. */
  private static String code(String base64) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(Base64.getDecoder().decode(base64)).accept(writer, 0);
    return Base64.getEncoder().encodeToString(writer.toByteArray());
  }

  private Path witnessJar() throws IOException {
    Path jar = folder.resolve("witness.jar");
    if (!Files.exists(jar)) {
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().putValue("Agent-Class", Witness.class.getName());
      manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
      try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
        out.putNextEntry(new JarEntry("witness"));
      }
    }
    return jar;
  }
}
