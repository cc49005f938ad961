package ferries;

/** Where a ferry may lie. */
public record Berth(String berth, int metres) {}
