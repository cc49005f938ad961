package dev.plumbline.runner.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bound of a command that has nothing to do: ten steps looked up, in a warm JVM. */
class FingerprintSpeedTest {
  private static final double BOUND_MILLIS = 10;

  @Test
  void tenKeptStepsTakeLessThanTenMilliseconds(@TempDir Path root) throws IOException {
    TestingProject steps = TestingFlights.STEPS;
    for (int i = 0; i < 10; i++) {
      steps =
          steps.add(
              "package dev.x; public record S"
                  + i
                  + "(Label label) implements java.util.function.IntSupplier {"
                  + " @Override public int getAsInt() { return label.minutes(); } }");
    }
    Path api = TestingFlights.api(root);
    Path library = TestingFlights.library(root);
    Path folder = steps.compile(root.resolve("classes"), List.of(api, library));
    try (URLClassLoader loader = TestingProject.loader(List.of(folder, api, library))) {
      List<Double> millis = new ArrayList<>();
      for (int round = 0; round < 30; round++) {
        long start = System.nanoTime();
        CodeFingerprints open = CodeFingerprints.open(root.resolve("cache"));
        for (int i = 0; i < 10; i++) {
          open.of(TestingFlights.load(loader, "dev.x.S" + i));
        }
        millis.add((System.nanoTime() - start) / 1e6);
      }

      assertThat(millis.stream().sorted().toList().get(millis.size() / 2)).isLessThan(BOUND_MILLIS);
    }
  }
}
