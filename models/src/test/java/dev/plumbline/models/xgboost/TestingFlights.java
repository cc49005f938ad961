package dev.plumbline.models.xgboost;

import dev.plumbline.pipeline.Labelled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The examples' real flights, labelled late and with the day-before shares of late ones. */
public final class TestingFlights {
  private static final Path FILE = Path.of("../examples/data/flights-2001.csv.gz");
  private static final LocalDate TEST = LocalDate.of(2001, 6, 1);

  private TestingFlights() {}

  /** What is known of a flight before its day. */
  public record Features(
      int weekday,
      int dayOfMonth,
      int distance,
      String origin,
      String destination,
      Double originLate,
      Double destinationLate) {}

  private record Flight(LocalDate day, int delay, int distance, String origin, String destination) {
    boolean late() {
      return delay > 15;
    }
  }

  /** Flights up to May, and those of June. */
  record Parts(List<Labelled<Features, Boolean>> past, List<Labelled<Features, Boolean>> june) {}

  static Parts read() {
    List<Flight> flights = flights();
    Map<String, double[]> shares = new HashMap<>();
    for (Flight flight : flights) {
      count(shares, "from " + flight.origin + flight.day, flight.late());
      count(shares, "to " + flight.destination + flight.day, flight.late());
    }
    Parts parts = new Parts(new ArrayList<>(), new ArrayList<>());
    for (Flight f : flights) {
      LocalDate before = f.day.minusDays(1);
      Features features =
          new Features(
              f.day.getDayOfWeek().getValue(),
              f.day.getDayOfMonth(),
              f.distance,
              f.origin,
              f.destination,
              share(shares.get("from " + f.origin + before)),
              share(shares.get("to " + f.destination + before)));
      (f.day.isBefore(TEST) ? parts.past : parts.june).add(new Labelled<>(features, f.late()));
    }
    return parts;
  }

  private static void count(Map<String, double[]> shares, String key, boolean late) {
    double[] counts = shares.computeIfAbsent(key, k -> new double[2]);
    counts[0] += late ? 1 : 0;
    counts[1]++;
  }

  private static Double share(double[] counts) {
    return counts == null ? null : counts[0] / counts[1];
  }

  private static List<Flight> flights() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(
              c ->
                  new Flight(
                      LocalDate.parse(c[0].substring(0, 10)),
                      Integer.parseInt(c[1]),
                      Integer.parseInt(c[2]),
                      c[3],
                      c[4]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
