/** Tumbling windows and what is computed in them. */
package io.manometer.creditflow.window;
