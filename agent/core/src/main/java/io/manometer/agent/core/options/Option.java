package io.manometer.agent.core.options;

/**
 * Every option of the agent with its default: the only place that names them. {@code docs/settings-agent.md} is made
 * from it.
 */
public enum Option {
  ENABLED("enabled", "true", "`false`: the agent returns at once and does nothing."),
  CONFIG("config", "", "A file with further options, one `key=value` a line (Java properties, UTF-8)."),
  ANALYZER("analyzer", "", "Address of the analyzer, such as `http://127.0.0.1:8085`. Empty: snapshots are not pushed."),
  TOKEN_FILE("token-file", "", "File with the token that the analyzer asks for. Read again when it changes."),
  INTERVAL("interval", "1s", "Time between two snapshots, from `100ms` to `60s`."),
  LISTEN("listen", "127.0.0.1:9470-9489",
      "Where `/metrics`, `/status`, `/-/healthy` and `/-/ready` are served: `host:port` or `host:first-last`. The first "
          + "free port is taken, else any free one, else none. `off`: nothing is served."),
  LISTEN_TOKEN_FILE("listen-token-file", "",
      "File with the token that callers of `/metrics` and `/status` must send. Without it the agent listens on loopback "
          + "addresses only."),
  WORKER("worker", "", "Name of this process among the workers, the same after a restart. Empty: the runtime's own "
      + "name and address of the worker; for a job in one JVM alone, the job and the host."),
  SAMPLE_HZ("sample-hz", "10", "Looks at the stacks of busy task threads per second, 0 to 100; 0: none. Where a look is "
      + "dear, they come less often, so that they take about 0.3 % of the time at most."),
  MAX_SERIES("max-series", "5000", "Most series on `/metrics`, 100 to 100000; what goes beyond is counted and left out."),
  START_DELAY("start-delay", "0s", "Time after the start of the JVM before the agent measures, up to `10m`. The weaving "
      + "does not wait."),
  MODULES("modules", "auto", "Target runtimes to look for: `auto` (all that the jar has), `none`, or names with `+` "
      + "between them."),
  LOG_LEVEL("log-level", "info", "`error`, `warn`, `info` or `debug`."),
  LOG_FILE("log-file", "", "File to log to. Empty: stderr."),
  SKIP_JDK_TOOLS("skip-jdk-tools", "true", "Stay off in `jps`, `jcmd`, `keytool` and the like, which inherit "
      + "`JAVA_TOOL_OPTIONS`."),
  CONTROL("control", "false", "Offer `POST /control/off` and `/control/on` on loopback, which take the woven code out "
      + "of the running classes and put it in again."),
  FAIL_FAST("fail-fast", "false", "`true`: an option that is wrong stops the JVM instead of being replaced by its "
      + "default.");

  private final String key;
  private final String defaultValue;
  private final String meaning;

  Option(String key, String defaultValue, String meaning) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** As written among the agent's arguments and in the config file. */
  public String key() {
    return key;
  }

  /** Empty: unset. */
  public String defaultValue() {
    return defaultValue;
  }

  /** One or two sentences in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** As a system property. */
  public String property() {
    return "manometer." + key;
  }

  /** As an environment variable. */
  public String variable() {
    return "MANOMETER_" + key.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
  }
}
