package io.manometer.ui.graph;

/** An edge between two nodes given by their places in the list of nodes. */
public record Link(int from, int to) {}
