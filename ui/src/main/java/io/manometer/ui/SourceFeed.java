package io.manometer.ui;

import java.util.List;

/**
 * Where the pages learn how the servers fare that are asked for readings, beside the agents that push theirs; the service
 * implements it. Reads only, from any thread, without blocking.
 */
public interface SourceFeed {

  /** In the order in which they are heard; empty where only agents tell of jobs. */
  List<Source> asked();

  /**
   * One such server.
   *
   * @param name in a word, such as {@code prometheus}
   * @param trouble why nothing can be had from it at present; null when nothing is wrong as far as is known
   */
  record Source(String name, String trouble) {}
}
