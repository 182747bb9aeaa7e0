package io.manometer.creditflow.buffer;

/** A buffer that frames are received into; it belongs to one channel or, floating, to the gate. */
public final class InputBuffer {

  static final int FLOATING = -1;

  private final byte[] memory;
  private final int owner;
  private int holder = FLOATING;

  InputBuffer(byte[] memory, int owner) {
    this.memory = memory;
    this.owner = owner;
  }

  public byte[] memory() {
    return memory;
  }

  /** True when the buffer belongs to the gate. */
  public boolean floating() {
    return owner == FLOATING;
  }

  int owner() {
    return owner;
  }

  /** The channel that received into it last. */
  int holder() {
    return holder;
  }

  void heldBy(int channel) {
    holder = channel;
  }
}
