/**
 * From reports to alerts. {@link io.manometer.analyzer.alert.IncidentTracker} is pure: reports in, incidents out.
 * {@link io.manometer.analyzer.alert.Ledger} is everything that must survive a crash, in one file;
 * {@link io.manometer.analyzer.alert.Courier} empties it into one {@link io.manometer.analyzer.alert.AlertChannel}.
 */
package io.manometer.analyzer.alert;
