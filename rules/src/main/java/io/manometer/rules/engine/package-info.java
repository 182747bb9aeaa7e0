/** From a window to a report: runs the rules, decides, and remembers what the next cycle needs. */
package io.manometer.rules.engine;
