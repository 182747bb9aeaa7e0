/**
 * Runs a scenario with processes of its own and holds the report against what is expected. It reads the report as any
 * user of the JSON API would, and measures throughput and CPU by itself.
 */
package io.manometer.scenarios.run;
