/**
 * A regression over a table that another pipeline writes: {@link
 * dev.plumbline.examples.load.AirportLoad}.
 */
package dev.plumbline.examples.load;
