/** What is known of a job from outside: its graph, and readings of its subtasks and workers. Absent is not zero. */
package io.manometer.rules.model;
