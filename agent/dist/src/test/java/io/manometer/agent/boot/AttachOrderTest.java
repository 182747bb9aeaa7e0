package io.manometer.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AttachOrderTest {

  @Test
  void theCommandLinesOrderHasAPortForTheAnswer() {
    AttachOrder attach = AttachOrder.of(AttachOrder.text("attach", 4711, "analyzer=http://host:1,worker=w:1"));
    AttachOrder detach = AttachOrder.of(AttachOrder.text("detach", 4711, ""));

    assertThat(attach.isDetach()).isFalse();
    assertThat(attach.options()).isEqualTo("analyzer=http://host:1,worker=w:1");
    assertThat(detach.isDetach()).isTrue();
    assertThat(AttachOrder.of(AttachOrder.text("attach", 4711, "")).options()).isEmpty();
  }

  @Test
  void anotherToolGivesTheOptionsAloneOrTheOneWord() {
    assertThat(AttachOrder.of("worker=w1,listen=127.0.0.1:9470").options()).isEqualTo("worker=w1,listen=127.0.0.1:9470");
    assertThat(AttachOrder.of(null).options()).isEmpty();
    assertThat(AttachOrder.of("detach").isDetach()).isTrue();
  }

  @Test
  void theAnswerReachesWhoeverWaitsForIt() throws Exception {
    try (ServerSocket waiting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AttachOrder.of(AttachOrder.text("detach", waiting.getLocalPort(), "")).answer(AttachOrder.DONE + "gone");
      try (Socket socket = waiting.accept(); InputStream in = socket.getInputStream()) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("done gone");
      }
    }
  }
}
