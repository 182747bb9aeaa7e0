package io.manometer.creditflow.network;

/** The way from a subpartition to its receiver. */
interface DataLink {

  /** The subpartition may have something to send, or credit to send with. Called under the subpartition's lock. */
  void ready(Subpartition subpartition);
}
