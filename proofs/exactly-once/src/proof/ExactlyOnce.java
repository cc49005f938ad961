package proof;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code ExactlyOnce SOURCES FOLDER ENGINE WHAT [BUCKET ENDPOINT] -- JAVA…}: makes trials on one
 * engine in a folder, each process started by that command. WHAT is {@code matrix:every}, {@code
 * matrix:first}, {@code matrix:point}, {@code matrix:commit}, {@code matrix:merge}, {@code kills:N}, {@code pauses:N},
 * {@code twice:N}, {@code drivers:N} or {@code none:0}; several with commas. Tables lie in the
 * project's folder, or in the {@link Bucket} of a folder and an endpoint. Ends with 1 when anything
 * was lost or doubled.
 */
public final class ExactlyOnce {
  private ExactlyOnce() {}

  public static void main(String[] words) throws IOException, InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING);
    Logger.getLogger("io.delta").setLevel(Level.SEVERE);
    List<String> all = Arrays.asList(words);
    List<String> java = all.subList(all.indexOf("--") + 1, all.size());
    Optional<Bucket> bucket =
        all.indexOf("--") == 4
            ? Optional.empty()
            : Optional.of(new Bucket(Path.of(words[4]).toAbsolutePath(), URI.create(words[5])));
    Path sources = Path.of(words[0]);
    Path folder = Path.of(words[1]).toAbsolutePath();
    Lane lane = new Lane(folder, bucket, java);
    Trials trials = new Trials(lane, words[2]);
    List<Reached> reached = trials.undisturbed(sources);
    System.out.printf(
        "undisturbed, %s: %.1f s, %d times at a fail point, %d effects%n",
        trials.engine(), trials.millis() / 1000.0, reached.size(), trials.expected().size());
    List<String> failed = new ArrayList<>();
    for (String what : words[3].split(",")) {
      String[] kind = what.split(":");
      long start = System.nanoTime();
      switch (kind[0]) {
        case "matrix" -> {
          Matrix matrix = new Matrix(trials);
          matrix.run(reached, Matrix.Choice.valueOf(kind[1].toUpperCase(Locale.ROOT)));
          matrix.bites(reached);
        }
        case "none" -> {}
        case "kills" -> new Kills(trials, 4).run(Integer.parseInt(kind[1]));
        case "pauses" -> new Pauses(trials).run(reached, Integer.parseInt(kind[1]));
        case "drivers" -> {
          Lane other = new Lane(folder.resolve("other"), bucket, java);
          new Drivers(trials, other, 4).run(Integer.parseInt(kind[1]), sources);
        }
        case "twice" -> new Twice(trials).run(Integer.parseInt(kind[1]));
        default -> throw new IllegalArgumentException("Cannot do " + what);
      }
      System.out.printf("  %s took %.0f s%n", what, (System.nanoTime() - start) / 1e9);
    }
    failed.addAll(trials.failures());
    failed.forEach(f -> System.out.println("FAILED " + f));
    System.exit(failed.isEmpty() ? 0 : 1);
  }
}
