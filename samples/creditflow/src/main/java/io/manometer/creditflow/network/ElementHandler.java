package io.manometer.creditflow.network;

/** Gets what comes out of the channels. For the subtask's thread. */
public interface ElementHandler {

  void record(InputChannel channel, Object record, long timestamp) throws Exception;

  void watermark(InputChannel channel, long timestamp) throws Exception;

  /** The channel brings nothing more. */
  void end(InputChannel channel) throws Exception;
}
