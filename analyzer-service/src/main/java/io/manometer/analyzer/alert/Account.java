package io.manometer.analyzer.alert;

import io.manometer.rules.report.Cause;

/**
 * What an alert says.
 *
 * @param summary where and why, in one sentence
 * @param description the state of the job
 * @param cause null while it is not known, and for a warning that no diagnosis explains
 * @param rootCause the cause in words
 * @param evidence one observation per line
 * @param remedy what to do first; null when nothing can be advised
 */
record Account(String summary, String description, Cause cause, String rootCause, String evidence, String remedy) {

  /** Whether a later account tells more: a cause that was not known, or another one. Mere figures do not count. */
  boolean tellsMoreThan(Account earlier) {
    return cause != null && !rootCause.equals(earlier.rootCause);
  }
}
