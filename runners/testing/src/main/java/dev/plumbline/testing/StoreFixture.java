package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.TableStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table under test, and how a contract writes and reads it.
 *
 * @param <R> rows as the store takes them
 */
abstract class StoreFixture<R> implements TripRows {
  static final LocalDate ONE = LocalDate.of(2001, 6, 1);
  static final LocalDate TWO = ONE.plusDays(1);
  static final LocalDate THREE = ONE.plusDays(2);

  @TempDir Path temp;
  private URI folder;
  URI place;
  TableStore<R> store;

  /** A store as another process would make it. */
  protected abstract TableStore<R> newStore();

  /** Rows in the store's form; read once. */
  protected abstract R rows(Schema<?> schema, List<Object[]> cells);

  protected abstract TableCatalog catalog();

  protected abstract TableReader reader();

  /** Where the tables of one test lie: a folder of this machine, unless it is another store. */
  protected URI folder() {
    return temp.toUri();
  }

  /** The files below a place, as paths or URIs. */
  protected List<String> files(URI below) {
    try (Stream<Path> all = Files.walk(Path.of(below))) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Whether a file or folder is there; an object store knows no empty folders. */
  protected boolean isThere(URI place) {
    return Files.exists(Path.of(place));
  }

  /** Deletes a file that {@link #files} named. */
  protected void deleteFile(String file) {
    try {
      Files.delete(Path.of(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void place() {
    folder = folder();
    place = folder.resolve("a%20table/trips");
    store = newStore();
  }

  TableWrites trips() {
    return TableWrites.of(place, Trip.class, "day");
  }

  static Trip trip(LocalDate day, String carrier, int delay) {
    return new Trip(day, carrier, delay, Optional.empty());
  }

  StagedWrite stage(TableStore<R> by, TableWrites write, List<? extends Record> rows) {
    return stageCells(by, write, rows.stream().map(r -> cells(write.schema(), r)).toList());
  }

  StagedWrite stageCells(TableStore<R> by, TableWrites write, List<Object[]> cells) {
    return by.stage(write.target(), rows(write.schema(), cells));
  }

  static <T> Object[] cells(Schema<T> schema, Object row) {
    return schema.cells(schema.type().cast(row));
  }

  TableVersion commit(TableWrites write, Record... rows) {
    return stage(store, write, List.of(rows)).commit();
  }

  TableState latest() {
    return catalog().latest(place).orElseThrow();
  }

  <T extends Record> List<T> read(Class<T> type) {
    TableState state = latest();
    return read(type, state.tableId(), state.version(), RowRange.all());
  }

  <T extends Record> List<T> read(Class<T> type, String id, long version, RowRange range) {
    Schema<T> schema = Schema.of(type);
    List<T> rows = new ArrayList<>();
    try (var each = reader().read(new PinnedRead("trips", place, id, version, range, schema))) {
      each.forEachRemaining(cells -> rows.add(schema.row(cells)));
    }
    return rows;
  }

  List<String> dataFiles() {
    return files(folder).stream()
        .filter(p -> p.endsWith(".parquet") && !p.contains("_delta_log"))
        .toList();
  }

  static TableException.Kind kind(org.assertj.core.api.ThrowableAssert.ThrowingCallable c) {
    TableException e = catchThrowableOfType(TableException.class, c);
    assertThat(e).as("a TableException").isNotNull();
    return e.kind();
  }

  static RowRange range(LocalDate from, LocalDate to) {
    return new RowRange.Between("day", from, to);
  }
}
