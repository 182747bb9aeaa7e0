package io.manometer.flink.jobs;

import java.util.HashMap;
import java.util.Map;

/** The {@code --name value} arguments of a job. A missing one is an error that names it. */
final class Arguments {

  private final Map<String, String> values = new HashMap<>();

  Arguments(String[] args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("arguments come in pairs, --name value; there are " + args.length);
    }
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--")) {
        throw new IllegalArgumentException(args[i] + " is no name; names start with --");
      }
      values.put(args[i].substring(2), args[i + 1]);
    }
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  int whole(String name) {
    return Integer.parseInt(text(name));
  }

  double number(String name) {
    return Double.parseDouble(text(name));
  }

  /** Records in all, without an end where {@code --count} is not given. */
  long count() {
    return values.containsKey("count") ? Long.parseLong(values.get("count")) : Long.MAX_VALUE;
  }
}
