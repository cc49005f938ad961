package dev.plumbline.spark.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.tables.DeltaTableStore;
import dev.plumbline.tables.Storage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Writes sales from a process of its own. */
public final class OtherProcess {
  private OtherProcess() {}

  /** Commits the ids from one up to another, and returns when they are there. */
  static void write(Path table, Writes how, long from, long to) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                table.toString(),
                how.mode(),
                String.valueOf(from),
                String.valueOf(to))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  public static void main(String[] words) {
    commit(
        new File(words[0]).toPath(),
        words[1].equals(Writes.APPEND.mode()) ? Writes.APPEND : Writes.REPLACE,
        Long.parseLong(words[2]),
        Long.parseLong(words[3]));
  }

  /** The same in this process. */
  static void commit(Path table, Writes how, long from, long to) {
    WriteTarget target =
        new WriteTarget(
            "sales",
            table.toUri(),
            Sale.SALES.schema(),
            List.of(),
            how,
            RowRange.all(),
            "elsewhere/" + how + from,
            new TreeMap<>(Map.of("run", "elsewhere", "step", "load")));
    new DeltaTableStore(Storage.local())
        .stage(
            target,
            LongStream.range(from, to)
                .mapToObj(id -> new Sale(LocalDate.of(2001, 6, 1), id))
                .map(Sale.SALES.schema()::cells)
                .iterator())
        .commit();
  }
}
