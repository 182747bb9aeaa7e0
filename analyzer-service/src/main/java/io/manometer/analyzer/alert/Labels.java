package io.manometer.analyzer.alert;

import io.manometer.rules.report.Diagnosis.OperatorRef;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The labels that make an alert itself. What may change while it fires (cause, evidence) is an annotation. */
final class Labels {

  private static final int LONGEST_VALUE = 256;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 0xff;

  private Labels() {}

  static SortedMap<String, String> of(Severity severity, Subject subject) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("alertname", severity.alertName());
    labels.put("severity", severity.label());
    labels.put("job_id", subject.job().id());
    labels.put("job_name", subject.job().name());
    labels.put("task_id", joined(subject, OperatorRef::id));
    labels.put("task_name", joined(subject, OperatorRef::name));
    labels.replaceAll((name, value) -> Text.line(value, LONGEST_VALUE));
    labels.values().removeIf(String::isEmpty);
    return labels;
  }

  /** Alertmanager's own fingerprint of a label set, so that both name an alert alike: FNV-1a over the sorted labels. */
  static String fingerprint(SortedMap<String, String> labels) {
    long hash = FNV_OFFSET;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      hash = mixed(mixed(hash, label.getKey()), label.getValue());
    }
    return String.format("%016x", hash);
  }

  private static long mixed(long hash, String text) {
    long mixed = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      mixed = (mixed ^ (b & 0xff)) * FNV_PRIME;
    }
    return (mixed ^ SEPARATOR) * FNV_PRIME;
  }

  private static String joined(Subject subject, Function<OperatorRef, String> part) {
    return subject.operators().stream().map(part).collect(Collectors.joining(", "));
  }
}
