/**
 * What each page shows, as values made from a report: every choice of words, digits, order and colour class is made here and
 * none in the templates. Pure; public because templates read them.
 */
package io.manometer.ui.view;
