package io.manometer.creditflow.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The connections of a worker to all others: one socket for each pair of workers, opened by the one with the higher
 * index, which tries until the other is up.
 *
 * <p>Threads: one event loop for all sockets; public methods from any thread.
 */
public final class PeerNetwork {

  private static final Duration RETRY = Duration.ofMillis(100);
  private static final Duration PORT_IN_USE = Duration.ofSeconds(5);
  private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(64 << 10, 256 << 10);

  private final int worker;
  private final List<InetSocketAddress> addresses;
  private final Frame.Hello hello;
  private final int mostFrameBytes;
  private final PeerListener listener;
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop eventLoop;
  private final ChannelGroup sockets;
  private final Map<Integer, PeerConnection> peers = new TreeMap<>();
  private boolean closed;

  /**
   * @param addresses of all workers, by index
   * @param fingerprint of what this worker is going to run
   */
  public PeerNetwork(
      int worker,
      List<InetSocketAddress> addresses,
      String fingerprint,
      String incarnation,
      int bufferBytes,
      PeerListener listener) {
    this.worker = worker;
    this.addresses = List.copyOf(addresses);
    this.hello = new Frame.Hello(fingerprint, worker, incarnation);
    this.mostFrameBytes = FrameFormat.mostBytes(bufferBytes);
    this.listener = listener;
    this.group = new MultiThreadIoEventLoopGroup(
        1, new DefaultThreadFactory("creditflow-network", true), NioIoHandler.newFactory());
    this.eventLoop = group.next();
    this.sockets = new DefaultChannelGroup(eventLoop, true);
    for (int peer = 0; peer < addresses.size(); peer++) {
      if (peer != worker) {
        peers.put(peer, new PeerConnection(peer, text(addresses.get(peer)), eventLoop, this::onEnded));
      }
    }
  }

  /** Connects a channel that begins here. Before {@link #start}. */
  public void connect(Subpartition sender, int receivingWorker) {
    peers.get(receivingWorker).add(sender);
  }

  /** Connects a channel that ends here. Before {@link #start}. */
  public void connect(InputChannel receiver, int sendingWorker) {
    peers.get(sendingWorker).add(receiver);
  }

  /**
   * Opens this worker's port and the connections; returns at once. The listener hears when all are there, or that they
   * are not in time.
   */
  public void start(Duration timeout) {
    eventLoop.execute(() -> {
      listen(System.nanoTime() + PORT_IN_USE.toNanos());
      peers.keySet().stream().filter(peer -> peer < worker).forEach(this::open);
    });
    eventLoop.schedule(() -> giveUpOnMissing(timeout), timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The port may still be that of the worker's life before; so it is tried for a while. */
  private void listen(long deadlineNanos) {
    if (closed) {
      return;
    }
    ChannelFuture bound = new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
        .childHandler(initializer(null))
        .bind(addresses.get(worker));
    bound.addListener(done -> {
      if (done.isSuccess()) {
        sockets.add(bound.channel());
      } else if (System.nanoTime() < deadlineNanos) {
        eventLoop.schedule(() -> listen(deadlineNanos), RETRY.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        fail("worker " + worker + " cannot listen on " + text(addresses.get(worker)) + ": " + done.cause().getMessage(),
            done.cause());
      }
    });
  }

  /** All subtasks of this worker have ended; the listener hears when those of the others have too. */
  public void end() {
    eventLoop.execute(() -> peers.values().forEach(PeerConnection::end));
  }

  /** Tells the other workers that the job has failed here; waits until they can know, for as long as told. */
  public void tellFailure(String message, Duration most) throws InterruptedException {
    CountDownLatch told = new CountDownLatch(peers.size());
    eventLoop.execute(() -> {
      closed = true;
      peers.values().forEach(peer -> peer.fail(message, told::countDown));
    });
    told.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes all sockets; waits for them for as long as told. */
  public void close(Duration most) throws InterruptedException {
    eventLoop.execute(() -> closed = true);
    sockets.close().await(most.toMillis());
    group.shutdownGracefully(0, most.toMillis(), TimeUnit.MILLISECONDS);
    group.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A socket has said who it is; false when it is nobody that is expected. */
  PeerConnection greeted(Frame.Hello theirs, Channel socket) {
    PeerConnection peer = peers.get(theirs.worker());
    if (peer == null) {
      return null;
    }
    if (!theirs.fingerprint().equals(hello.fingerprint())) {
      String problem = "worker " + worker + " and " + peer + " do not run the same pipeline with the same settings";
      peer.bind(socket);
      fail(problem, null);
      return null;
    }
    if (!peer.bind(socket)) {
      return null;
    }
    if (peers.values().stream().allMatch(PeerConnection::bound)) {
      listener.allConnected();
    }
    return peer;
  }

  Frame.Hello hello() {
    return hello;
  }

  /** Reports a failure, the first one only. On the event loop. */
  void fail(String problem, Throwable cause) {
    if (!closed) {
      closed = true;
      listener.failed(problem, cause);
    }
  }

  private void open(int peer) {
    if (closed || peers.get(peer).bound()) {
      return;
    }
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 1000)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
        .handler(initializer(() -> retry(peer)))
        .connect(addresses.get(peer))
        .addListener(done -> {
          if (!done.isSuccess()) {
            retry(peer);
          }
        });
  }

  private void retry(int peer) {
    if (!closed) {
      eventLoop.schedule(() -> open(peer), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * @param lostBeforeGreeting what to do when a socket that we opened is closed before the other side has greeted; null
   *     for one that was opened by the other side
   */
  private ChannelInitializer<SocketChannel> initializer(Runnable lostBeforeGreeting) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel socket) {
        sockets.add(socket);
        socket.pipeline().addLast(
            new FrameDecoder(mostFrameBytes), new PeerHandler(PeerNetwork.this, lostBeforeGreeting));
      }
    };
  }

  private void giveUpOnMissing(Duration timeout) {
    List<PeerConnection> missing = peers.values().stream().filter(peer -> !peer.bound()).toList();
    if (!missing.isEmpty()) {
      fail("not connected within " + timeout.toSeconds() + " s: "
          + missing.stream().map(PeerConnection::toString).collect(Collectors.joining(", ")), null);
    }
  }

  private void onEnded() {
    if (!closed && peers.values().stream().allMatch(PeerConnection::finished)) {
      closed = true;
      listener.allEnded();
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
