package dev.plumbline.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailPointTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z_]+)` \\| ([a-z]+) \\| \\S.* \\|$");

  @Test
  void docsListEveryPoint() throws IOException {
    List<String> documented = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "exactly-once.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        documented.add(row.group(1) + " " + row.group(2));
      }
    }
    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(FailPoint.values()).map(p -> p + " " + p.boundary()).toList());
  }

  @Test
  void nothingHappensUnlessAskedFor() {
    for (FailPoint point : FailPoint.values()) {
      point.reached();
    }
    assertThat(Fault.of("")).isSameAs(Fault.NONE);
  }

  @Test
  void aFaultIsOfOnePointAndOneTime(@TempDir Path folder) throws Exception {
    String[] java = {
      ProcessHandle.current().info().command().orElseThrow(),
      "-cp",
      System.getProperty("java.class.path"),
    };
    List<String> command = new ArrayList<>(List.of(java));
    command.add(1, "-Dplumb.failpoint=STAGED:2");
    command.add(Main.class.getName());
    Path out = folder.resolve("out");
    Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).start();

    assertThat(process.waitFor()).isEqualTo(Fault.HALTED);
    assertThat(Files.readAllLines(out)).containsExactly("begun", "once");
  }

  /** Comes by a few times. */
  static final class Main {
    private Main() {}

    public static void main(String[] words) {
      FailPoint.JUDGED.reached();
      FailPoint.JUDGED.reached();
      System.out.println("begun");
      FailPoint.STAGED.reached();
      System.out.println("once");
      FailPoint.STAGED.reached();
      System.out.println("twice");
    }
  }

  @Test
  void whatNamesNoPointIsRefused() {
    assertThatThrownBy(() -> Fault.of("NOWHERE")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.of("STAGED:0"))
        .hasMessage("Cannot read plumb.failpoint=STAGED:0, write NAME, NAME:2 or NAME:2:stop");
    assertThatThrownBy(() -> Fault.of("STAGED:1:sleep"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
