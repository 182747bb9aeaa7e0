package io.manometer.agent.dist;

import io.manometer.agent.adapter.flink.FlinkAdapter;
import io.manometer.agent.target.TargetAdapter;
import java.util.List;

class FlinkContractTest extends AdapterContract {

  @Override
  TargetAdapter adapter() {
    return new FlinkAdapter();
  }

  @Override
  List<String> packages() {
    return List.of("org.apache.flink.", FlinkHost.class.getName());
  }

  @Override
  void run(ClassLoader loader) throws Exception {
    runMain(FlinkHost.class, loader);
  }

  /** Runs the main method of a class as that loader sees it. */
  static void runMain(Class<?> host, ClassLoader loader) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      loader.loadClass(host.getName()).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
