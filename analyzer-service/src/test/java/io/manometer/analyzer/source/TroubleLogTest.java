package io.manometer.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TroubleLogTest {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(TroubleLog.class);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final TroubleLog log = new TroubleLog();

  @BeforeEach
  void listen() {
    lines.start();
    LOGGER.addAppender(lines);
  }

  @AfterEach
  void leave() {
    LOGGER.detachAppender(lines);
  }

  @Test
  void troubleIsLoggedWhenItBeginsChangesAndEnds() {
    log.heard("flink", Optional.empty());
    log.heard("flink", Optional.of("no answer"));
    log.heard("flink", Optional.of("no answer"));
    log.heard("flink", Optional.of("401"));
    log.heard("flink", Optional.of("401"));
    log.heard("flink", Optional.empty());
    log.heard("flink", Optional.empty());
    assertThat(logged()).containsExactly(
        "WARN No data from flink: no answer", "WARN No data from flink: 401", "INFO Data from flink can be read again");
  }

  @Test
  void eachSourceHasItsOwnTrouble() {
    log.heard("flink", Optional.of("no answer"));
    log.heard("prometheus", Optional.of("no answer"));
    log.heard("prometheus", Optional.empty());
    log.heard("flink", Optional.of("no answer"));
    assertThat(logged()).containsExactly("WARN No data from flink: no answer", "WARN No data from prometheus: no answer",
        "INFO Data from prometheus can be read again");
  }

  private List<String> logged() {
    return lines.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
  }
}
