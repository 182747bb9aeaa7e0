/** What a rule is: a card that says what it looks for, limits with their meaning, a pure function, and its verdict. */
package io.manometer.rules.rule;
