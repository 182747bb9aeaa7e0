package io.manometer.analyzer.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * What the server itself answers to a request that it cannot make sense of, before any filter has seen it: the status in
 * plain text, with the headers of every other answer, and nothing about the server. Made by Tomcat, by its name.
 */
public final class BareErrors extends ErrorReportValve {

  private static final int ERRORS = 400;

  @Override
  protected void report(Request request, Response response, Throwable error) {
    if (response.getStatus() < ERRORS || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    SecurityHeaders.on(response);
    response.setContentType("text/plain;charset=UTF-8");
    try {
      response.getReporter().write(text(response.getStatus()));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // nobody is left to be told
    }
  }

  private static String text(int status) {
    return status == 400 ? "400: the request is malformed\n" : status + "\n";
  }
}
