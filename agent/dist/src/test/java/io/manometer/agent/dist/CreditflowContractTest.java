package io.manometer.agent.dist;

import io.manometer.agent.adapter.creditflow.CreditflowAdapter;
import io.manometer.agent.target.TargetAdapter;
import java.util.List;

class CreditflowContractTest extends AdapterContract {

  @Override
  TargetAdapter adapter() {
    return new CreditflowAdapter();
  }

  @Override
  List<String> packages() {
    return List.of("io.manometer.creditflow.", HostPipeline.class.getName());
  }

  /**
   * A slow source, so that tasks wait for input; then a slow sink and buffers so small that a few records fill them all.
   * The thread of the last task may outlive the job by an instant.
   */
  @Override
  void run(ClassLoader loader) throws Exception {
    Class<?> host = loader.loadClass(HostPipeline.class.getName());
    for (String[] args : new String[][] {{"50", "-1000"}, {"2000", "1", "--buffer-bytes", "64"}}) {
      host.getMethod("main", String[].class).invoke(null, (Object) args);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().matches(".*\\(\\d+/\\d+\\)#\\d+")) {
        thread.join();
      }
    }
  }
}
