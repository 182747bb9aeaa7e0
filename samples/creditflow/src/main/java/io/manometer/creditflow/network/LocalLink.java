package io.manometer.creditflow.network;

/**
 * The two ends of a channel within one worker, with the same frames, sequence numbers and credits as over the network;
 * only the frames are not turned into bytes. Whoever has made sending possible does it: the producing subtask with a
 * full buffer, the flusher, or the consuming subtask with a credit.
 */
public final class LocalLink implements DataLink, CreditLink {

  private final Subpartition sender;
  private final InputChannel receiver;
  private boolean sending;

  private LocalLink(Subpartition sender, InputChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  /** Connects the ends of a channel. */
  public static void connect(Subpartition sender, InputChannel receiver) {
    LocalLink link = new LocalLink(sender, receiver);
    sender.connect(link);
    receiver.connect(link);
  }

  /**
   * Under the sender's lock, which also guards {@code sending}; a credit granted meanwhile comes back here and is left.
   */
  @Override
  public void ready(Subpartition subpartition) {
    if (sending) {
      return;
    }
    sending = true;
    try {
      while (subpartition.sendNext(this::deliver)) {
        // the next one
      }
    } finally {
      sending = false;
    }
  }

  @Override
  public void grant(int credits) {
    sender.grant(credits);
  }

  private void deliver(DataHeader header, byte[] memory, int offset, int length) {
    receiver.receive(header, length, target -> System.arraycopy(memory, offset, target, 0, length));
  }
}
