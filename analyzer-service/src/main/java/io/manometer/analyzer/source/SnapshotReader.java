package io.manometer.analyzer.source;

import io.manometer.wire.Snapshot;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Turns the JSON of a pushed body into a {@link Snapshot}, or says why it cannot. Fields it does not know are ignored. */
final class SnapshotReader {

  private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
      .maxNestingDepth(64)
      .maxStringLength(1_000_000)
      .maxNameLength(1_000)
      .maxNumberLength(100)
      .build();

  private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  /** The snapshot in {@code json}, within the bounds of {@link SnapshotBounds}. */
  Snapshot read(byte[] json) throws BadSnapshot {
    try {
      refuseUnknownSchema(json);
      Snapshot snapshot = mapper.readValue(json, Snapshot.class);
      if (snapshot == null) {
        throw BadSnapshot.malformed("the body is null; right would be a snapshot");
      }
      SnapshotBounds.check(snapshot);
      return snapshot;
    } catch (JacksonException e) {
      throw explained(e);
    }
  }

  /** Comes first, because a snapshot of another version may differ in anything else. */
  private void refuseUnknownSchema(byte[] json) throws BadSnapshot {
    OptionalInt schema = schema(json);
    if (schema.isEmpty()) {
      throw BadSnapshot.malformed("schema is missing; right would be " + Snapshot.SCHEMA);
    }
    if (schema.getAsInt() != Snapshot.SCHEMA) {
      throw BadSnapshot.malformed("schema is " + schema.getAsInt() + ", this analyzer reads " + Snapshot.SCHEMA
          + "; right would be an agent of the analyzer's version");
    }
  }

  private OptionalInt schema(byte[] json) throws BadSnapshot {
    try (JsonParser parser = mapper.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw BadSnapshot.malformed("the body is no JSON object; right would be a snapshot");
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        if (name.equals("schema")) {
          return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              ? OptionalInt.of(parser.getIntValue()) : OptionalInt.empty();
        }
        parser.skipChildren();
      }
      return OptionalInt.empty();
    }
  }

  private static BadSnapshot explained(JacksonException e) {
    String where = path(e.getPath());
    if (e instanceof StreamConstraintsException) {
      return BadSnapshot.tooLarge(at(where) + Shown.text(firstSentence(e.getOriginalMessage())));
    }
    if (e instanceof StreamReadException) {
      return BadSnapshot.malformed("the JSON cannot be read at line " + e.getLocation().getLineNr() + ", column "
          + e.getLocation().getColumnNr() + ": " + Shown.text(firstSentence(e.getOriginalMessage())));
    }
    if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException refused) {
      return BadSnapshot.malformed(at(where) + Shown.text(refused.getMessage()));
    }
    if (e instanceof InvalidFormatException wrong) {
      return BadSnapshot.malformed(where + " '" + Shown.text(String.valueOf(wrong.getValue())) + "' is not allowed; "
          + right(wrong.getTargetType()));
    }
    if (e instanceof MismatchedInputException wrong) {
      return BadSnapshot.malformed((where.isEmpty() ? "the body" : where) + " is missing or of the wrong type; " + right(wrong.getTargetType()));
    }
    return BadSnapshot.malformed(at(where) + Shown.text(firstSentence(String.valueOf(e.getOriginalMessage()))));
  }

  private static String right(Class<?> type) {
    if (type == null) {
      return "right would be as docs/api.md says";
    }
    if (type.isEnum()) {
      return "right would be one of " + List.of(type.getEnumConstants());
    }
    if (type.isRecord()) {
      return "right would be a JSON object";
    }
    if (List.class.isAssignableFrom(type)) {
      return "right would be a JSON array";
    }
    if (type == String.class) {
      return "right would be a string";
    }
    return type == Boolean.class || type == boolean.class ? "right would be true or false"
        : type == Double.class || type == double.class ? "right would be a number" : "right would be a whole number";
  }

  private static String at(String where) {
    return where.isEmpty() ? "" : where + ": ";
  }

  private static String path(List<JacksonException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : references) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(Shown.text(step.getPropertyName()));
      }
    }
    return path.toString();
  }

  /** Leaves out what the library adds about the place, which is told in words of our own. */
  private static String firstSentence(String message) {
    return message.split("\n| \\(start marker", 2)[0];
  }
}
