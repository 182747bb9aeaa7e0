/** Turns view models into HTML: Thymeleaf, set up so that a template can read and never compute. */
package io.manometer.ui.template;
