package io.manometer.creditflow.network;

/** The way from an input channel back to its sender. */
interface CreditLink {

  /** Grants the sender so many more buffers. From any thread, under no lock of the receiver. */
  void grant(int credits);
}
