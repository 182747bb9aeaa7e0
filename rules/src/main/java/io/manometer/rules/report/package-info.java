/** What a diagnosis says: immutable values that pages, the JSON API and alerts are made of. Null means not known. */
package io.manometer.rules.report;
