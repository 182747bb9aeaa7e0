package io.manometer.creditflow.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;

/** Hears one socket. Until it has greeted as a worker of this job, nothing that it does harms the job. */
final class PeerHandler extends SimpleChannelInboundHandler<Frame> {

  private final PeerNetwork network;
  private final Runnable lostBeforeGreeting;
  private PeerConnection peer;

  PeerHandler(PeerNetwork network, Runnable lostBeforeGreeting) {
    super(Frame.class, false);
    this.network = network;
    this.lostBeforeGreeting = lostBeforeGreeting;
  }

  /** Who opened the socket greets first. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (lostBeforeGreeting != null) {
      greet(context);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) {
    if (frame instanceof Frame.Data data) {
      try {
        known("data").onData(data);
      } finally {
        data.payload().release();
      }
    } else if (frame instanceof Frame.Credit credit) {
      known("credit").onCredit(credit);
    } else if (frame instanceof Frame.Bye) {
      known("a goodbye").onBye();
    } else if (frame instanceof Frame.Failure failure) {
      network.fail(known("a failure") + " failed: " + failure.message(), null);
    } else if (frame instanceof Frame.Hello hello) {
      onHello(context, hello);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (peer != null && context.channel().isWritable()) {
      peer.writeReady();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (peer == null) {
      if (lostBeforeGreeting != null) {
        lostBeforeGreeting.run();
      }
    } else if (!peer.byeReceived()) {
      network.fail(peer + " is gone: its connection was closed before its part of the job had ended", null);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (peer != null && !(cause instanceof IOException)) {
      network.fail("connection to " + peer + ": " + cause.getMessage(), cause);
    }
    context.close();
  }

  private void onHello(ChannelHandlerContext context, Frame.Hello hello) {
    if (peer != null) {
      throw new ProtocolException(peer + " greeted twice");
    }
    if (lostBeforeGreeting == null) {
      greet(context);
    }
    peer = network.greeted(hello, context.channel());
    if (peer == null) {
      context.close();
    }
  }

  private void greet(ChannelHandlerContext context) {
    ByteBuf frame = context.alloc().buffer();
    FrameEncoder.hello(network.hello(), frame);
    context.writeAndFlush(frame);
  }

  private PeerConnection known(String what) {
    if (peer == null) {
      throw new ProtocolException("a socket sent " + what + " before its greeting");
    }
    return peer;
  }
}
