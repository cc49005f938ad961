package dev.plumbline.spark.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {
  @TempDir Path temp;

  private Path folders(String name) throws IOException {
    Path table = temp.resolve(name);
    Files.createDirectories(table.resolve("day=2001-06-01/carrier=AA"));
    Files.createDirectories(table.resolve("_delta_log"));
    return table;
  }

  private static void deleteFolder(Path table) {
    NamedFiles.deleteFolder(new org.apache.hadoop.fs.Path(table.toUri()), new Configuration());
  }

  /** A task that is stopped before its first file has made these already. */
  @Test
  void foldersWithoutAFileGo() throws IOException {
    Path table = folders("trips");
    deleteFolder(table);
    assertThat(table).doesNotExist();
  }

  @Test
  void whereAFileIsAllFoldersStay() throws IOException {
    Path table = folders("trips");
    Path others = Files.createFile(table.resolve("day=2001-06-01/part-of-another"));
    deleteFolder(table);
    assertThat(others).exists();
    assertThat(table.resolve("_delta_log")).exists();
  }

  @Test
  void whatIsNotThereIsNoTrouble() {
    deleteFolder(temp.resolve("none"));
    assertThat(temp.resolve("none")).doesNotExist();
  }
}
