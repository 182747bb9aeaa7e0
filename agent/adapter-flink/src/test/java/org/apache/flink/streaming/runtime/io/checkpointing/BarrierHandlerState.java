package org.apache.flink.streaming.runtime.io.checkpointing;

/** Stands for Flink's type of this name; for tests. */
public interface BarrierHandlerState {}
