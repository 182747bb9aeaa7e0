package io.manometer.analyzer.source;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Spent;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** One line of a recording: when a cycle ran and what it was given. With the lines in order, every report can be made again. */
public record RecordedCycle(Instant at, List<Observation> observations) {

  private static final JsonMapper MAPPER = JsonMapper.builder()
      .addMixIn(Spent.class, SpentByName.class)
      .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
      .build();

  public RecordedCycle {
    observations = List.copyOf(observations);
  }

  String toLine() {
    return MAPPER.writeValueAsString(this);
  }

  static RecordedCycle ofLine(String line) {
    return MAPPER.readValue(line, RecordedCycle.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Spent.Totals.class, name = "totals"),
    @JsonSubTypes.Type(value = Spent.Shares.class, name = "shares")
  })
  private interface SpentByName {}
}
