/**
 * The business that the sample pipelines are about: purchases of a shop, and what it does with them. Real work of
 * several kinds; nothing here tells which scenario it is used in or how slow it is meant to be.
 */
package io.manometer.scenarios.shop;
