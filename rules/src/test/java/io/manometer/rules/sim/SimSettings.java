package io.manometer.rules.sim;

/** Settings that need all operators to be there already. */
final class SimSettings {

  private SimSettings() {}

  static void onOneWorker(FlowModel model) {
    model.oneWorker = true;
  }
}
