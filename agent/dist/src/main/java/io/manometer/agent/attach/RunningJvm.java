package io.manometer.agent.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.manometer.agent.boot.AttachOrder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A JVM on this machine, by its process id, and the way to give the agent in it an order. */
final class RunningJvm {

  /** What the JVM takes as one argument. */
  private static final int LONGEST_ORDER = 1000;

  private static final int ANSWER_MILLIS = 30_000;
  private static final int MOST_ANSWER = 10_000;
  private static final int QUIT_SIGNAL = 3;

  private final long pid;

  RunningJvm(long pid) {
    this.pid = pid;
  }

  /**
   * Gives an order and waits for the answer.
   *
   * @param verb {@code attach} or {@code detach}
   * @return what the agent has to say when it has obeyed
   */
  String order(String verb, String options) throws AttachProblem {
    refuseUnlessItTakesOrders();
    try (ServerSocket answers = new ServerSocket(0, 1, InetAddress.getByName(AttachOrder.ANSWERS_AT))) {
      answers.setSoTimeout(ANSWER_MILLIS);
      give(AttachOrder.text(verb, answers.getLocalPort(), options));
      String answer = answer(answers);
      if (answer.startsWith(AttachOrder.DONE)) {
        return answer.substring(AttachOrder.DONE.length());
      }
      throw AttachProblem.refused(
          answer.startsWith(AttachOrder.REFUSED) ? answer.substring(AttachOrder.REFUSED.length()) : answer);
    } catch (IOException e) {
      throw AttachProblem.unreachable("cannot wait for the answer: " + e);
    }
  }

  /** The JDK asks by a signal that ends a process which does not know it. */
  private void refuseUnlessItTakesOrders() throws AttachProblem {
    if (pid == ProcessHandle.current().pid()) {
      throw AttachProblem.unreachable("that is this command itself");
    }
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      throw AttachProblem.unreachable("there is no such process (jps lists those that are JVMs)");
    }
    if (caughtSignals().filter(signals -> (signals >> (QUIT_SIGNAL - 1) & 1) == 0).isPresent()) {
      throw AttachProblem.unreachable("the process is no JVM, or one with -Xrs, which cannot be attached to");
    }
  }

  private Optional<Long> caughtSignals() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines.filter(line -> line.startsWith("SigCgt:"))
          .map(line -> Long.parseUnsignedLong(line.substring("SigCgt:".length()).strip(), 16)).findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private void give(String order) throws AttachProblem {
    String jar = jar();
    if (jar.length() + 1 + order.length() > LONGEST_ORDER) {
      throw AttachProblem.refused("the options are too long for a JVM that runs already; put them in a file of "
          + "key=value lines and give config=FILE");
    }
    VirtualMachine jvm = attach();
    try {
      jvm.loadAgent(jar, order);
    } catch (AgentLoadException e) {
      throw AttachProblem.unreachable("the JVM did not load the agent: " + e.getMessage() + "; it must be able to read "
          + jar + ", and -XX:-EnableDynamicAgentLoading forbids agents");
    } catch (AgentInitializationException | IOException e) {
      throw AttachProblem.unreachable("the JVM did not start the agent: " + e.getMessage() + "; its log may say more");
    } finally {
      detach(jvm);
    }
  }

  private VirtualMachine attach() throws AttachProblem {
    try {
      return VirtualMachine.attach(String.valueOf(pid));
    } catch (AttachNotSupportedException e) {
      throw AttachProblem.unreachable("the process does not let itself be attached to: " + e.getMessage()
          + "; it must be a JVM without -XX:+DisableAttachMechanism");
    } catch (IOException e) {
      String user = ProcessHandle.of(pid).flatMap(process -> process.info().user()).orElse("the user that runs it");
      throw AttachProblem.unreachable("no permission to attach (" + e.getMessage() + "); run this as " + user);
    }
  }

  private static void detach(VirtualMachine jvm) {
    try {
      jvm.detach();
    } catch (IOException e) {
      // it is this command's own end of the line, which ends with it
    }
  }

  private static String answer(ServerSocket answers) throws AttachProblem {
    try (Socket socket = answers.accept(); InputStream in = socket.getInputStream()) {
      return new String(in.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8);
    } catch (SocketTimeoutException e) {
      throw AttachProblem.refused("the agent did not answer in " + ANSWER_MILLIS / 1000
          + " s; the log of the process may say more");
    } catch (IOException e) {
      throw AttachProblem.refused("the agent's answer was lost: " + e);
    }
  }

  private static String jar() throws AttachProblem {
    try {
      return Path.of(RunningJvm.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath().toString();
    } catch (URISyntaxException | RuntimeException e) {
      throw AttachProblem.unreachable("cannot tell where the agent's jar is: " + e);
    }
  }
}
