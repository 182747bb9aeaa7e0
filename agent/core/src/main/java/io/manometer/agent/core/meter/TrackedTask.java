package io.manometer.agent.core.meter;

import io.manometer.agent.core.jvm.NativeThread;
import io.manometer.agent.core.stacks.StackClassifier;
import io.manometer.agent.core.stacks.StackTally;
import io.manometer.agent.target.TaskView;

/**
 * One task that the agent watches: the view on it, its thread, and what was measured on that thread.
 *
 * @param module name of the adapter that the view comes from
 * @param onlyOutput the edge out of the task when there is just one, which then needs no naming; else null
 * @param meter written by the task's thread
 * @param time reads the meter
 * @param nativeThread the thread's id in the operating system, which only the thread itself can ask for
 */
public record TrackedTask(
    String module,
    TaskView view,
    Thread thread,
    NativeThread nativeThread,
    String onlyOutput,
    SubtaskMeter meter,
    MeterReader time,
    StackClassifier classifier,
    StackTally stacks) {

  /** The same task with a new meter that goes on where an earlier one stopped. */
  TrackedTask goingOn(SubtaskMeter next, MeterReading earlier) {
    return new TrackedTask(module, view, thread, nativeThread, onlyOutput, next, new MeterReader(next, earlier),
        classifier, stacks);
  }
}
