package io.manometer.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;

class ProcessesTest {

  /** Linux gives 32768 and up to outgoing connections, other systems 49152 and up. */
  @RepeatedTest(20)
  void aFreePortCanBeListenedOnAndIsNoneThatAnOutgoingConnectionIsGiven() throws IOException {
    int port = Processes.freePort();
    assertThat(port).isLessThan(32_768);
    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(server.isBound()).isTrue();
    }
  }
}
