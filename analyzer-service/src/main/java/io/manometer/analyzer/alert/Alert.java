package io.manometer.analyzer.alert;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/**
 * An alert in full, as every message about it carries it.
 *
 * @param endsAt null while it fires
 * @param fingerprint of the labels; with {@code startsAt} it names one episode
 * @param generatorUrl the job's page
 */
record Alert(
    SortedMap<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    Instant endsAt,
    String fingerprint,
    String generatorUrl) {}
