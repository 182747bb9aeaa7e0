/**
 * A pipeline as declared, and the graph of vertices, edges and channels that is made of it. Values, the same in all
 * workers.
 */
package io.manometer.creditflow.graph;
