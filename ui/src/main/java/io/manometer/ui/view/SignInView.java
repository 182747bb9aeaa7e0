package io.manometer.ui.view;

/**
 * The form that asks for the token.
 *
 * @param message why it is asked again; null the first time
 * @param next path to go on to; the caller vouches that it is one of this server
 */
public record SignInView(Shell shell, String message, String next) {

  public static SignInView of(String message, String next, Shell.Assets assets) {
    return new SignInView(new Shell("Sign in", "none", false, "Sign in", null, assets), message, next);
  }
}
