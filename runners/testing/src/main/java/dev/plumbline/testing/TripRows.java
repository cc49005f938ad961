package dev.plumbline.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;

/** The rows of {@link TableStoreContract}: public, since engines must see them. */
public interface TripRows {
  /** A row of the table under test. */
  record Trip(LocalDate day, String carrier, int delay, Optional<String> note) {}

  /** The same with a component more, which may be absent. */
  record WideTrip(LocalDate day, String carrier, int delay, Optional<String> note, Integer gate) {}

  /** The same with a primitive more. */
  record NarrowTrip(LocalDate day, String carrier, int delay, int seats) {}

  /** The same with other types and another case. */
  record OtherTrip(LocalDate day, int Carrier, String delay) {}

  /** Several columns partition it. */
  record Parted(Instant at, String word, Integer number, Boolean flag, double value) {}

  /** A row that is found by word and number. */
  record Keyed(String word, double number, LocalDate day, long value) {
    private static final double[] NUMBERS = {0.0, -0.0, Double.NaN, 1.5, -2};

    static Keyed random(Random random) {
      return new Keyed(
          "w" + random.nextInt(3),
          NUMBERS[random.nextInt(NUMBERS.length)],
          LocalDate.EPOCH.plusDays(random.nextInt(3)),
          random.nextLong());
    }
  }
}
