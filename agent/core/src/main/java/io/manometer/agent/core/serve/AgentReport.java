package io.manometer.agent.core.serve;

import io.manometer.wire.AgentSample;
import java.util.List;
import java.util.Map;

/**
 * The agent on itself: what {@code /status} shows.
 *
 * @param options as in effect, secrets left out
 * @param woven whether the woven code is in the target's classes now
 * @param pushFailure why the last try to send failed; null when it did not
 */
public record AgentReport(
    AgentSample agent,
    String worker,
    boolean woven,
    List<ModuleReport> modules,
    int tasks,
    Long snapshotsSent,
    Long pushFailures,
    Integer snapshotsQueued,
    String pushFailure,
    Map<String, String> options) {

  /** A target's adapter; {@code problem} null when there is none. */
  public record ModuleReport(String name, String state, String line, String problem) {}
}
