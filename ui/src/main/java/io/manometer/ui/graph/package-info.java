/**
 * Geometry of a job's graph: {@code Ranks} puts nodes into columns, {@code Order} sorts each column, {@code Heights} places
 * them, {@code LayeredLayout} joins the three. Pure; knows nodes and links by number only.
 */
package io.manometer.ui.graph;
