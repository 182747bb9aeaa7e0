package org.apache.flink.streaming.runtime.io.checkpointing;

/** Stands for Flink's class of this name; for tests. */
public final class AlternatingCollectingBarriersUnaligned implements BarrierHandlerState {}
