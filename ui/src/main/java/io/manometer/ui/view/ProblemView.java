package io.manometer.ui.view;

import io.manometer.ui.text.Name;

/** A page that says what went wrong. */
public record ProblemView(Shell shell, int status, Name title, Name text) {

  public static ProblemView of(int status, String title, String text, Shell.Assets assets) {
    Name heading = Name.of(title);
    return new ProblemView(new Shell(heading.text(), "none", false, heading.text(), null, assets), status, heading, Name.sentence(text));
  }
}
