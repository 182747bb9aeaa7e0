package io.manometer.analyzer.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.manometer.rules.report.Report;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of a report, as docs/api.md describes it: fields by the names of the record, enums by name, instants as
 * ISO-8601 in UTC, durations in milliseconds under a name that says so, null for what is not known. Threads: any.
 */
public final class ReportJson {

  private static final JsonMapper MAPPER = JsonMapper.builder()
      .addMixIn(Report.class, ReportFields.class)
      .addMixIn(Report.Coverage.class, CoverageFields.class)
      .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
      .enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
      .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
      .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  private ReportJson() {}

  /** The report as UTF-8. */
  public static byte[] write(Report report) {
    return MAPPER.writeValueAsBytes(report);
  }

  /** The mapper for answers that hold reports or values like them. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * The report in {@code json}.
   *
   * @throws JacksonException when it is no report
   */
  public static Report read(byte[] json) {
    return MAPPER.readValue(json, Report.class);
  }

  private interface ReportFields {
    @JsonProperty("windowMillis")
    Duration window();
  }

  private interface CoverageFields {
    @JsonProperty("dataAgeMillis")
    Duration dataAge();
  }
}
