package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JarContentIT {

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(Host.JAR.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void theHostsClassPathGetsTheEntryTheProbeAndTheCommandLineAndNothingElse() {
    assertThat(names().stream().filter(name -> name.endsWith(".class")))
        .allMatch(name -> name.matches("io/manometer/agent/(boot|probe|attach)/\\w+(\\$\\w+)?\\.class"))
        .hasSizeBetween(6, 12);
    assertThat(names()).allMatch(name -> name.startsWith("io/manometer/agent/") || name.startsWith("inner/")
        || name.startsWith("META-INF/"));
  }

  @Test
  void librariesAreUnderNamesOfOurOwn() {
    assertThat(names().stream().filter(name -> name.endsWith(".classdata")))
        .allMatch(name -> name.startsWith("inner/io/manometer/"))
        .anyMatch(name -> name.startsWith("inner/io/manometer/agent/shaded/bytebuddy/"))
        .anyMatch(name -> name.startsWith("inner/io/manometer/agent/shaded/jackson/"))
        .anyMatch(name -> name.startsWith("inner/io/manometer/agent/shaded/prometheus/"));
  }

  @Test
  void theHostFindsNoServicesAndNoVersionedClassesOfOurs() {
    assertThat(names()).noneMatch(name -> name.startsWith("META-INF/services") || name.startsWith("META-INF/versions")
        || name.startsWith("META-INF/maven"));
    assertThat(names().stream().filter(name -> name.startsWith("inner/META-INF/services/")))
        .containsExactly("inner/META-INF/services/io.manometer.agent.target.TargetAdapter");
  }

  @Test
  void theEntryIsJava8BytecodeSoThatAnOlderJvmCanSayNo() throws IOException {
    for (String name : names().stream().filter(name -> name.startsWith("io/manometer/agent/boot/")).toList()) {
      try (DataInputStream bytes = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
        assertThat(bytes.readInt()).isEqualTo(0xCAFEBABE);
        bytes.readUnsignedShort();
        assertThat(bytes.readUnsignedShort()).as(name).isEqualTo(52);
      }
    }
  }

  @Test
  void theManifestSaysWhatTheJvmNeeds() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();

    assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.manometer.agent.boot.AgentEntry");
    assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.manometer.agent.boot.AgentEntry");
    assertThat(manifest.getValue("Main-Class")).isEqualTo("io.manometer.agent.attach.AttachMain");
    assertThat(manifest.getValue("Launcher-Agent-Class")).isNull();
    assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(manifest.getValue("Multi-Release")).isNull();
    assertThat(manifest.getValue("Boot-Class-Path")).isNull();
    assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
  }

  @Test
  void theLibrariesLicencesComeAlong() {
    assertThat(names()).contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/licenses/ASM");
  }

  private List<String> names() {
    return jar.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();
  }
}
