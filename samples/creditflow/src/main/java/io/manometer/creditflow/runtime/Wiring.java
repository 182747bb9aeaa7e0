package io.manometer.creditflow.runtime;

import io.manometer.creditflow.graph.JobGraph;
import io.manometer.creditflow.network.InputChannel;
import io.manometer.creditflow.network.InputGate;
import io.manometer.creditflow.network.LocalLink;
import io.manometer.creditflow.network.OutputGate;
import io.manometer.creditflow.network.PeerNetwork;
import io.manometer.creditflow.network.Subpartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connects the ends of the channels of one worker: with each other, or with the worker where the other end is. */
final class Wiring {

  private final JobGraph job;
  private final int worker;
  private final List<Subtask> subtasks;
  private final PeerNetwork peers;

  /**
   * @param peers null when there is one worker
   */
  Wiring(JobGraph job, int worker, List<Subtask> subtasks, PeerNetwork peers) {
    this.job = job;
    this.worker = worker;
    this.subtasks = subtasks;
    this.peers = peers;
  }

  void connectAll() {
    Map<Integer, Subpartition> localSenders = connectSenders();
    for (Subtask subtask : subtasks) {
      for (InputGate gate : subtask.inputGates()) {
        for (InputChannel receiver : gate.channels()) {
          int sendingWorker = job.workerOf(gate.edge().from(), receiver.originSubtask());
          if (sendingWorker == worker) {
            LocalLink.connect(localSenders.get(receiver.channel()), receiver);
          } else {
            peers.connect(receiver, sendingWorker);
          }
        }
      }
    }
  }

  /** Returns, by channel, those whose receiver is here. */
  private Map<Integer, Subpartition> connectSenders() {
    Map<Integer, Subpartition> local = new HashMap<>();
    for (Subtask subtask : subtasks) {
      for (OutputGate output : subtask.outputGates()) {
        for (Subpartition sender : output.subpartitions()) {
          int receivingWorker = job.workerOf(output.edge().to(), sender.targetSubtask());
          if (receivingWorker == worker) {
            local.put(sender.channel(), sender);
          } else {
            peers.connect(sender, receivingWorker);
          }
        }
      }
    }
    return local;
  }
}
