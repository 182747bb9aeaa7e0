/** Why an operator is slow: one file per cause, each a hypothesis that competes with the others. */
package io.manometer.rules.cause;
