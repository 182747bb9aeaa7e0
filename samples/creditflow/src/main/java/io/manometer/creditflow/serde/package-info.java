/** Records as bytes and back. */
package io.manometer.creditflow.serde;
