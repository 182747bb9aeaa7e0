package io.manometer.creditflow.buffer;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingOptions;
import org.junit.jupiter.api.Test;

/** Lincheck tries interleavings of the operations and compares each outcome with that of some sequential order. */
class BufferConcurrencyTest {

  @Test
  void theBufferPoolIsLinearizable() {
    LinChecker.check(Pool.class, options());
  }

  @Test
  void thePoolOfAnOutputIsLinearizable() {
    LinChecker.check(OutputPool.class, options());
  }

  @Test
  void theCreditAccountIsLinearizable() {
    LinChecker.check(Credits.class, options());
  }

  /** Few interleavings unless {@code -Dmanometer.full=true}: trying them spins, which a busy machine takes amiss. */
  private static ModelCheckingOptions options() {
    boolean full = Boolean.getBoolean("manometer.full");
    return new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(full ? 4 : 2)
        .actorsBefore(1)
        .actorsAfter(1)
        .iterations(full ? 50 : 2)
        .invocationsPerIteration(full ? 500 : 20);
  }

  /** Reservations from the worker's pool. */
  public static class Pool {
    private final BufferPool pool = new BufferPool(4, 1);

    @Operation
    public boolean reserve(@Param(gen = IntGen.class, conf = "1:3") int buffers) {
      try {
        pool.reserve(buffers);
        return true;
      } catch (IllegalStateException e) {
        return false;
      }
    }

    @Operation
    public int reserved() {
      return pool.reservedBuffers();
    }
  }

  /** Two subpartitions, three buffers, a share of two. */
  public static class OutputPool {
    private final LocalBufferPool pool = new LocalBufferPool(memory(3), 2, 2);

    @Operation
    public boolean request(@Param(gen = IntGen.class, conf = "0:1") int subpartition) {
      return pool.tryRequest(subpartition) != null;
    }

    @Operation
    public boolean recycle(@Param(gen = IntGen.class, conf = "0:1") int subpartition) {
      try {
        pool.recycle(new byte[1], subpartition);
        return true;
      } catch (IllegalStateException e) {
        return false;
      }
    }

    @Operation
    public int requested() {
      return pool.requested();
    }
  }

  /** Two channels with one exclusive buffer each and two floating ones; three of the four are being read. */
  public static class Credits {
    private final ReceiveBuffers buffers = new ReceiveBuffers(2, 1, memory(4));
    private final List<InputBuffer> unread = new ArrayList<>();

    public Credits() {
      unread.add(buffers.take(0));
      buffers.announceBacklog(0, 1);
      unread.add(buffers.take(0));
      unread.add(buffers.take(1));
    }

    @Operation
    public boolean take(@Param(gen = IntGen.class, conf = "0:1") int channel) {
      try {
        buffers.take(channel);
        return true;
      } catch (IllegalStateException withoutCredit) {
        return false;
      }
    }

    @Operation
    public int announce(
        @Param(gen = IntGen.class, conf = "0:1") int channel, @Param(gen = IntGen.class, conf = "0:3") int backlog) {
      return buffers.announceBacklog(channel, backlog);
    }

    @Operation
    public int recycle(@Param(gen = IntGen.class, conf = "0:2") int buffer) {
      try {
        return buffers.recycle(unread.get(buffer));
      } catch (IllegalStateException twice) {
        return -2;
      }
    }

    @Operation
    public int credits(@Param(gen = IntGen.class, conf = "0:1") int channel) {
      return buffers.credits(channel);
    }
  }

  private static List<byte[]> memory(int buffers) {
    List<byte[]> memory = new ArrayList<>();
    for (int i = 0; i < buffers; i++) {
      memory.add(new byte[1]);
    }
    return memory;
  }
}
