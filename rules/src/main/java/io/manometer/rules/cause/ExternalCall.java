package io.manometer.rules.cause;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells a frame of a database driver or a service's client by the words that such packages and classes carry. */
final class ExternalCall {

  private static final Pattern WORDS =
      Pattern.compile(
          "jdbc|odbc|java\\.sql|javax\\.sql|resultset|preparedstatement|\\bdriver|httpclient|\\.http\\.|okhttp|grpc"
              + "|\\.client\\.|client\\b|kafka|redis|lettuce|jedis|mongo|cassandra|elasticsearch|opensearch"
              + "|amqp|rabbitmq"
              + "|pulsar|postgresql|mysql|mariadb|oracle\\.|sqlserver|dynamodb|s3client|ldap");

  private ExternalCall() {}

  static boolean names(String frame) {
    return WORDS.matcher(frame.toLowerCase(Locale.ROOT)).find();
  }
}
