package io.manometer.creditflow.network;

/** Told what happens on the connections to the other workers. From network threads; returns fast. */
public interface PeerListener {

  /** All other workers are connected and run the same job. */
  void allConnected();

  /** The other workers have ended their part too, and nothing is under way any more. */
  void allEnded();

  /** A worker failed, is gone, cannot be reached, or broke the protocol. */
  void failed(String problem, Throwable cause);
}
