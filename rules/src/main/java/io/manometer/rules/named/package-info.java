/**
 * The rules that people already use, each by its name, each visible on the report whether it found something or not.
 */
package io.manometer.rules.named;
