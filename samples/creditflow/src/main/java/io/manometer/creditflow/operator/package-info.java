/** The operators that run in a subtask's thread and call each other; a stack shows which one runs. */
package io.manometer.creditflow.operator;
