package io.manometer.agent.core.run;

import io.manometer.agent.core.meter.TaskRegistry;
import io.manometer.agent.core.weave.Weaver;

/** Finds the tasks that run already, by the threads of the JVM: they began before the agent listened. */
record TaskSearch(LiveThreads threads, Weaver weaver, TaskRegistry tasks) {

  void findAll() {
    for (Thread thread : threads.all()) {
      weaver.taskOf(thread, threads.runnableOf(thread)).ifPresent(task -> tasks.found(task, thread));
    }
  }
}
