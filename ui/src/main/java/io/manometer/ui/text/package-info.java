/** Numbers, times and foreign names as a person reads them. Pure; null is not measured and never reads as zero. */
package io.manometer.ui.text;
