/**
 * Late flights, trained and scored each night: read {@link
 * dev.plumbline.examples.flights.FlightDelay} first, then {@link
 * dev.plumbline.examples.flights.FlightScores}.
 */
package dev.plumbline.examples.flights;
