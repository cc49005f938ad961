package dev.plumbline.examples.fees;

/** A line of the airports' file. */
public record Airport(
    String iata, String name, String city, String state, double latitude, double longitude) {}
