/**
 * The pages. {@link io.manometer.ui.Pages} is the way in, {@link io.manometer.ui.ReportFeed} and
 * {@link io.manometer.ui.AlertFeed} are what it needs.
 *
 * <p>A report becomes a page in three steps: {@code view} chooses what is shown and in which words and digits ({@code text},
 * {@code graph} help), {@code template} merges that into the files under {@code templates/}, which only read. What looks
 * wrong is in {@code static/manometer.css}; what says the wrong thing is in {@code view}.
 *
 * <p>To look at every state, run {@code io.manometer.ui.fixture.DevServer} of the tests with a port. To try them in a real
 * browser: {@code mvn -pl ui -am verify -Pbrowser}.
 */
package io.manometer.ui;
