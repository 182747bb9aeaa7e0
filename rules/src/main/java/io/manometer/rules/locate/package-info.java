/** Where a job is held back: whether demand is unmet at all, who waits for whom, and what each operator could do. */
package io.manometer.rules.locate;
