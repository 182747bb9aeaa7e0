/** What to change, how much of it, and what looks right and is not. */
package io.manometer.rules.remedy;
