package io.manometer.ui.view;

import io.manometer.ui.text.Watch.Moment;

/**
 * What surrounds every page.
 *
 * @param section {@code jobs} or {@code alerts}; which part of the navigation is current
 * @param live whether the page follows what happens
 * @param verdict announced to screen readers when it changes
 */
public record Shell(String title, String section, boolean live, String verdict, Moment at, Assets assets) {

  /** Addresses of the files that pages refer to, and the version that they and the templates have together. */
  public record Assets(String version, String css, String script, String icon) {}
}
