/** What users write: the functions that operators run. */
package io.manometer.creditflow.function;
