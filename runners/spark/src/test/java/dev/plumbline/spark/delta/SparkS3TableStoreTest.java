package dev.plumbline.spark.delta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.s3.S3Store;
import dev.plumbline.spark.TestingRows;
import dev.plumbline.spark.TestingSession;
import dev.plumbline.tables.DeltaCatalog;
import dev.plumbline.tables.DeltaReader;
import dev.plumbline.tables.ObjectStore;
import dev.plumbline.tables.Storage;
import dev.plumbline.testing.S3Server;
import dev.plumbline.testing.TableStoreContract;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What Spark writes to an S3 server, read without Spark. */
final class SparkS3TableStoreTest extends TableStoreContract<Dataset<?>> {
  private static final Resources SECRETS =
      new Resources() {
        @Override
        public Path path(Path path) {
          return path;
        }

        @Override
        public String secret(String name) {
          return name + "-of-a-test";
        }
      };

  private static final ObjectStore.Settings SETTINGS =
      new ObjectStore.Settings(S3Server.get().conf(), SECRETS, Path.of("target", "stores"));

  private final SparkSession spark = session();
  private final Storage storage = Storage.of(() -> List.of(new S3Store()), () -> SETTINGS);

  private static SparkSession session() {
    SparkSession spark = TestingSession.get();
    new S3Store().hadoop(SETTINGS).forEach(hadoop(spark)::set);
    return spark;
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }

  @Override
  protected URI folder() {
    return S3Server.get().freshFolder();
  }

  @Override
  protected List<String> files(URI below) {
    var folder = new org.apache.hadoop.fs.Path(below);
    List<String> found = new ArrayList<>();
    try {
      var all = FileSystem.get(below, hadoop(spark)).listFiles(folder, true);
      while (all.hasNext()) {
        found.add(all.next().getPath().toString());
      }
      return found;
    } catch (FileNotFoundException e) {
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected boolean isThere(URI place) {
    return !files(place).isEmpty();
  }

  @Override
  protected void deleteFile(String file) {
    var path = new org.apache.hadoop.fs.Path(file);
    try {
      path.getFileSystem(hadoop(spark)).delete(path, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected TableStore<Dataset<?>> newStore() {
    return new SparkTableStore(spark, storage);
  }

  @Override
  protected Dataset<?> rows(Schema<?> schema, List<Object[]> cells) {
    return TestingRows.dataset(spark, schema, cells);
  }

  @Override
  protected TableCatalog catalog() {
    return new DeltaCatalog(storage);
  }

  @Override
  protected TableReader reader() {
    return new DeltaReader(storage);
  }

  @Test
  void theSecondWriterOfAVersionIsRefusedAndOnesOwnIsKnown() throws IOException {
    var log = new PutLogStore(hadoop(spark));
    var path = new org.apache.hadoop.fs.Path(folder().resolve("0.json"));
    log.write(path, List.of("mine").iterator(), false, hadoop(spark));

    assertThatThrownBy(() -> log.write(path, List.of("yours").iterator(), false, hadoop(spark)))
        .isInstanceOf(FileAlreadyExistsException.class);
    PutLogStore.create(path.getFileSystem(hadoop(spark)), path, "mine\n".getBytes(UTF_8), false);
    assertThatThrownBy(
            () ->
                PutLogStore.create(
                    path.getFileSystem(hadoop(spark)), path, "yours\n".getBytes(UTF_8), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    try (var lines = log.read(path, hadoop(spark))) {
      assertThat(lines.next()).isEqualTo("mine");
    }
  }
}
