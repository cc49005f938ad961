package dev.plumbline.examples.fees;

import dev.plumbline.examples.flights.RawFlight;

/** A flight beside the state in which it landed, if its airport is known. */
public record Landing(RawFlight flight, String state) {}
