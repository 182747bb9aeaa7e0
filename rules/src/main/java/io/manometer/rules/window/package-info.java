/** From readings to a window: what each subtask, operator, edge and worker did over some seconds. */
package io.manometer.rules.window;
