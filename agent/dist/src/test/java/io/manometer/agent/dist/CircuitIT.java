package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.dist.Host.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that begins to throw where the agent asks it: the agent stops itself and says so, and the host runs on. */
class CircuitIT {

  private static final String[] WORK = {"6000", "1000"};

  @TempDir private Path folder;

  @Test
  void tooManyErrorsOnTheHostsThreadsEndTheAgentAndNotTheHost() throws Exception {
    String expected = Host.command().main(TwoOutputs.class, "6000", "0").run(folder).output();
    int port = AgentPages.freePort();
    try (Host host = Host.command().before(gateThatFailsLater())
        .agent("log-level=warn,interval=200ms,listen=127.0.0.1:" + port).main(TwoOutputs.class, WORK).start(folder)) {
      String status = awaitStatus(host, port, "\"state\":\"FAILED\"");

      assertThat(status).contains("the agent has stopped itself").contains("\"woven\":false").contains("\"tasks\":0");
      assertThat(AgentPages.get(port, "/-/ready").statusCode()).isEqualTo(503);
      assertThat(AgentPages.get(port, "/-/healthy").statusCode()).isEqualTo(200);
      assertThat(AgentPages.get(port, "/metrics").body()).contains("manometer_agent_state{state=\"FAILED\"} 1");
      assertThat(host.isAlive()).isTrue();

      Outcome outcome = host.await();
      assertThat(outcome.exit()).isZero();
      assertThat(outcome.output()).isEqualTo(expected);
      assertThat(outcome.otherErrors()).isEmpty();
      assertThat(outcome.agentLines()).anyMatch(line -> line.contains("the agent stops listening"))
          .hasSizeLessThan(6);
    }
  }

  private Path gateThatFailsLater() throws IOException {
    String gate = "io/manometer/creditflow/network/OutputGate";
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    try (InputStream bytes = getClass().getResourceAsStream("/" + gate + ".class")) {
      new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9, writer) {
        @Override
        public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
          MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
          if (name.equals("edge")) {
            method.visitMethodInsn(Opcodes.INVOKESTATIC, TwoOutputs.class.getName().replace('.', '/'), "asked", "()V",
                false);
          }
          return method;
        }
      }, 0);
    }
    Path file = folder.resolve("changed").resolve(gate + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, writer.toByteArray());
    return folder.resolve("changed");
  }

  private static String awaitStatus(Host host, int port, String wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String status = "";
    while (System.nanoTime() < end && host.isAlive()) {
      try {
        status = AgentPages.get(port, "/status").body();
        if (status.contains(wanted) && status.contains("\"woven\":false")) {
          return status;
        }
      } catch (IOException notYet) {
        status = notYet.toString();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the status does not come to have " + wanted + "; the last was " + status + "\n" + host.errors());
  }
}
