/**
 * The port that a target runtime fulfils: what to weave, what must exist for that to be safe, and how to read one task.
 *
 * <p>An adapter is data plus translation for one runtime. It speaks JDK types and the records of the wire, never the
 * agent's core. The core calls it; it calls nobody.
 */
package io.manometer.agent.target;
