package io.manometer.agent.core.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes records as JSON: a field for each component, in order, by its name; null components are left out; enums by
 * name.
 */
public final class JsonWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
    @Override
    protected List<Component> computeValue(Class<?> type) {
      return Component.of(type);
    }
  };

  private JsonWriter() {}

  public static void write(Object value, OutputStream out) throws IOException {
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      writeValue(value, generator);
    }
  }

  public static byte[] gzipped(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      write(value, out);
    }
    return bytes.toByteArray();
  }

  private static void writeValue(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Record object) {
      writeRecord(object, json);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object entry : list) {
        writeValue(entry, json);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        writeValue(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      writeDouble(number, json);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else if (value instanceof Enum<?> constant) {
      json.writeString(constant.name());
    } else {
      json.writeString(value.toString());
    }
  }

  private static void writeRecord(Record object, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Component component : COMPONENTS.get(object.getClass())) {
      Object value = component.of().apply(object);
      if (value != null) {
        json.writeFieldName(component.name());
        writeValue(value, json);
      }
    }
    json.writeEndObject();
  }

  /** JSON has no word for infinity or "not a number"; both are "not measured" here. */
  private static void writeDouble(double number, JsonGenerator json) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }
}
