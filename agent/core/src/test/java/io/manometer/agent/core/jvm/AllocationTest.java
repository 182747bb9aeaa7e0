package io.manometer.agent.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final int MUCH = 64 << 20;

  private final Allocation allocation = new Allocation(ManagementFactory.getThreadMXBean());

  @Test
  void whatOtherThreadsAllocateIsCountedAndStaysWhenTheyEnd() throws InterruptedException {
    long before = allocation.bytes();
    CountDownLatch allocated = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    Thread other = new Thread(() -> {
      byte[] block = new byte[MUCH];
      allocated.countDown();
      awaitQuietly(read);
      assertThat(block).hasSize(MUCH);
    });
    other.start();
    allocated.await();
    long during = allocation.bytes();
    read.countDown();
    other.join();

    assertThat(during - before).isBetween((long) MUCH, 2L * MUCH);
    assertThat(allocation.bytes()).isGreaterThanOrEqualTo(during);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
