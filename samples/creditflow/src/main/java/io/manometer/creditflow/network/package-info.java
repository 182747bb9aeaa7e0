/** Channels: elements in buffers, buffers in frames, credits, within a worker and over TCP. */
package io.manometer.creditflow.network;
