package dev.plumbline.s3;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.tables.DeltaCatalog;
import dev.plumbline.tables.DeltaReader;
import dev.plumbline.tables.DeltaTableStore;
import dev.plumbline.tables.Storage;
import dev.plumbline.testing.S3Server;
import dev.plumbline.testing.TableStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The contract, on Kernel, in an S3 server. */
final class S3TableStoreTest extends TableStoreContract<Iterator<Object[]>> {
  private final TestingS3 s3 = new TestingS3(S3Server.get().conf(), Path.of("target", "stores"));
  private final Storage storage = s3.storage();

  @Override
  protected URI folder() {
    return S3Server.get().freshFolder();
  }

  @Override
  protected List<String> files(URI below) {
    try {
      S3Key folder = S3Key.of(TestingS3.plain(below));
      return s3.objects().below(folder).stream()
          .map(f -> folder.sibling(f.key()).toString())
          .toList();
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
    try {
      s3.objects().delete(S3Key.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected TableStore<Iterator<Object[]>> newStore() {
    return new DeltaTableStore(storage);
  }

  @Override
  protected Iterator<Object[]> rows(Schema<?> schema, List<Object[]> cells) {
    return cells.iterator();
  }

  @Override
  protected TableCatalog catalog() {
    return new DeltaCatalog(storage);
  }

  @Override
  protected TableReader reader() {
    return new DeltaReader(storage);
  }
}
