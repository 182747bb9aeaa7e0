package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlinkRestTest {

  @Test
  void anAddressCopiedFromFlinksOwnPageIsThatOfTheJobManager() throws Exception {
    try (AnsweringJobManager cluster = new AnsweringJobManager(
        path -> Optional.of("/proxy/config").filter(path::equals).map(right -> "{\"flink-version\":\"2.3.0\"}"))) {
      for (String copied : List.of("/proxy", "/proxy/", "/proxy/#/overview", "/proxy#/job/running", "/proxy/?a=b#/")) {
        try (FlinkRest rest = new FlinkRest(URI.create(cluster.address() + copied), Optional.empty())) {
          assertThat(rest.get("/config")).as(copied).isPresent();
        }
      }
    }
  }
}
