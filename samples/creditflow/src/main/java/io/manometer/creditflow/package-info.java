/**
 * The fluent API: declare a {@link io.manometer.creditflow.Pipeline}, run it with {@link
 * io.manometer.creditflow.CreditFlow}.
 */
package io.manometer.creditflow;
