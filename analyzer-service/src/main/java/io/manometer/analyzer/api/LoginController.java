package io.manometer.analyzer.api;

import io.manometer.ui.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The form that asks a person for the token. It sets a cookie that scripts cannot read and other sites cannot send. */
@RestController
public class LoginController {

  private final Sessions sessions;
  private final Clock clock;
  private final boolean secure;
  private final Pages pages;

  /** {@code secure}: people reach this server by https. */
  public LoginController(Sessions sessions, Clock clock, boolean secure, Pages pages) {
    this.sessions = sessions;
    this.clock = clock;
    this.secure = secure;
    this.pages = pages;
  }

  @GetMapping("/login")
  public ResponseEntity<byte[]> ask(@RequestParam(defaultValue = "/") String next) {
    return page(200, null, next);
  }

  @PostMapping(path = "/login", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  public ResponseEntity<byte[]> check(
      @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "/") String next) {
    Instant now = clock.instant();
    if (sessions.isGuessing(now)) {
      return page(429, "There were too many wrong tries. Wait a minute.", next);
    }
    if (!sessions.isToken(token.strip())) {
      sessions.wrongTry(now);
      return page(403, "This is not the token.", next);
    }
    return seeOther(isOwnPath(next) ? next : "/", cookie(sessions.begin(now), Sessions.LIFE.toSeconds()));
  }

  @PostMapping("/logout")
  public ResponseEntity<byte[]> leave(HttpServletRequest request) {
    TokenGate.cookie(request).ifPresent(sessions::end);
    return seeOther("/login", cookie("", 0));
  }

  private ResponseEntity<byte[]> page(int status, String message, String next) {
    return PageController.sent(pages.signIn(status, message, isOwnPath(next) ? next : "/"), null);
  }

  private ResponseEntity<byte[]> seeOther(String path, ResponseCookie cookie) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(path))
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .cacheControl(CacheControl.noStore())
        .build();
  }

  private ResponseCookie cookie(String value, long seconds) {
    return ResponseCookie.from(TokenGate.COOKIE, value)
        .httpOnly(true).secure(secure).sameSite("Strict").path("/").maxAge(seconds).build();
  }

  /** A path on this server; anything that a browser could take for another server is not. */
  private static boolean isOwnPath(String next) {
    return next.matches("/(?:[A-Za-z0-9._~%?=&+:@!$,;-][A-Za-z0-9/._~%?=&+:@!$,;-]*)?");
  }
}
