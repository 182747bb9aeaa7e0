/** Join points and views for creditflow, the bundled runtime. Its classes are named here and never linked. */
package io.manometer.agent.adapter.creditflow;
