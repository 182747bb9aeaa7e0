/**
 * The diagnosis: from readings of a job's subtasks to a report. JDK only, no clock, no I/O: reproducible from a file.
 */
package io.manometer.rules;
