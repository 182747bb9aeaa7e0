package io.manometer.analyzer.alert;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

class LogChannelTest extends AlertChannelContract {

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.manometer.alerts");

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    LOG.addAppender(lines);
  }

  @AfterEach
  void leave() {
    LOG.detachAppender(lines);
  }

  @Override
  AlertChannel channel(Duration timeout) {
    return new LogChannel();
  }

  @Override
  List<Heard> heard() {
    return lines.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .map(line -> new Heard(line.contains(" resolved at ") ? "resolved" : "firing", line))
        .toList();
  }

  @Override
  Optional<HookServer> receiver() {
    return Optional.empty();
  }
}
