/**
 * Network memory: the worker's pool, the pools of outputs, and the receiving buffers with the account of their credits.
 */
package io.manometer.creditflow.buffer;
