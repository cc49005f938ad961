package dev.plumbline.cli.jar;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.pipeline.PipelineSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code plumb jar}: packs the project's pipelines, what they stand on, Plumbline, its Spark runner
 * and Delta; not what every Spark distribution has. Equal inputs give equal bytes.
 */
@Command(
    name = "jar",
    description = "Pack the project's pipelines and Plumbline as one jar for spark-submit.")
public final class JarCommand implements Callable<Integer> {
  private static final String ENGINE = "dev.plumbline.runner.engine.EngineFactory";
  private static final int SHOWN = 10;

  private final Surroundings surroundings;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to; by default target/<folder>-spark.jar of the project.")
  private Path out;

  @Option(names = "--verbose", description = "Tell each jar that stays out, and why.")
  private boolean verbose;

  @SuppressWarnings("UnusedVariable") // picocli shows the help by itself
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  public JarCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Path file = surroundings.project().resolve(out == null ? usual() : out).normalize();
    List<Path> places = ClassPath.places(surroundings);
    SparkJars spark = SparkJars.read();
    spark.check(places);
    List<Path> packed = places.stream().filter(p -> spark.reason(p).isEmpty()).toList();
    try (Contents contents = new Contents()) {
      for (Path place : packed) {
        contents.add(place);
      }
      contents.add(PackedConf.of(surroundings.project()));
      check(contents);
      JarFileWriter.write(contents, file);
      tell(file, contents, packed.size());
    }
    if (verbose) {
      places.forEach(
          p ->
              spark.reason(p).ifPresent(why -> say("  left out: " + p.getFileName() + ", " + why)));
    }
    return 0;
  }

  private Path usual() {
    Path folder = surroundings.project().getFileName();
    return Path.of("target", (folder == null ? "pipelines" : folder) + "-spark.jar");
  }

  private static void check(Contents contents) {
    if (!contents.serves(ENGINE)) {
      throw new IllegalStateException(
          "Cannot make a jar for Spark: plumbline-runner-spark is not among the jars, build"
              + " Plumbline again");
    }
    if (!contents.serves(PipelineSource.class.getName())) {
      throw new IllegalArgumentException(
          "Cannot make a jar: no pipeline is on the class path, list yours in META-INF/services/"
              + PipelineSource.class.getName());
    }
  }

  private void tell(Path file, Contents contents, int places) throws IOException {
    PrintStream err = surroundings.err();
    List<String> clashes = contents.clashes();
    clashes.stream()
        .limit(SHOWN)
        .forEach(clash -> err.println("Twice, the first is taken: " + clash));
    if (clashes.size() > SHOWN) {
      err.println("Twice, the first is taken: " + (clashes.size() - SHOWN) + " more");
    }
    Path shown = Path.of("").toAbsolutePath();
    shown = file.startsWith(shown) ? shown.relativize(file) : file;
    say(
        String.format(
            Locale.ROOT,
            "Made %s: %.1f MB of %d jars and folders",
            shown,
            Files.size(file) / 1e6,
            places));
    say("  submit  spark-submit --master URL " + shown + " run PIPELINE");
  }

  private void say(String text) {
    surroundings.out().println(text);
  }
}
