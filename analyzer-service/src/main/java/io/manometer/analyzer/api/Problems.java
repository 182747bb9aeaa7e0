package io.manometer.analyzer.api;

import io.manometer.ui.Pages;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What a caller sees of a path that is not there and of a failure: JSON below {@code /api/}, else a page. No stack trace. */
@RestControllerAdvice
public class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final Pages pages;

  public Problems(Pages pages) {
    this.pages = pages;
  }

  @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
  public ResponseEntity<byte[]> notFound(HttpServletRequest request) {
    return told(request, 404, "Nothing is at this address", "The start page leads to everything there is.");
  }

  @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
  public ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
    return told(request, 405, "This address does not take " + e.getMethod(),
        "It takes " + String.join(", ", java.util.Objects.requireNonNullElse(e.getSupportedMethods(), new String[0])) + ".");
  }

  /** The sender went away; nobody is left to answer. */
  @ExceptionHandler(ClientAbortException.class)
  public void gone() {}

  @ExceptionHandler(Exception.class)
  public ResponseEntity<byte[]> failed(Exception e, HttpServletRequest request) {
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
    return told(request, 500, "The analyzer failed to answer", "Its log has the reason.");
  }

  private ResponseEntity<byte[]> told(HttpServletRequest request, int status, String title, String explanation) {
    return request.getRequestURI().startsWith("/api/")
        ? Answer.error(status, title + ". " + explanation)
        : PageController.sent(pages.problem(status, title, explanation), null);
  }
}
