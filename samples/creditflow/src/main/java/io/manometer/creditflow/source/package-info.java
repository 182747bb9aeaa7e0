/** Where records come from: generators, closed-loop or at a rate. */
package io.manometer.creditflow.source;
