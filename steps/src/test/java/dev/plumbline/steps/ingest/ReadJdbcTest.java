package dev.plumbline.steps.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Decimal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class ReadJdbcTest {
  public enum Colour {
    RED,
    GREEN
  }

  public record Row(
      int id,
      Long large,
      Double real,
      Optional<String> name,
      LocalDate day,
      Instant at,
      LocalDateTime local,
      @Decimal(precision = 6, scale = 2) BigDecimal price,
      Colour colour,
      Boolean flag) {}

  public record Name(int id, String name) {}

  public record Wrong(String id, int real, String nmae) {}

  @TempDir Path folder;
  private String url;

  @BeforeEach
  void fill() throws SQLException {
    url = "jdbc:sqlite:" + folder.resolve("rows.db");
    run(
        "create table rows (ID integer, large bigint, real double, name text, day text, at text,"
            + " local text, price decimal(6,2), colour text, flag boolean)");
    run(
        "insert into rows values (1, 9223372036854775807, 1.5, 'é''\n', '2001-06-01',"
            + " '2001-06-01T10:30:00Z', '2001-06-01 10:30:00', 12.5, 'GREEN', 1)");
    run("insert into rows (id) values (2)");
  }

  @Test
  void readsATable() throws Exception {
    Collected<Row> read = Collected.of(new ReadJdbc<>(Row.class, url, "rows"), folder);

    assertThat(read.rejected()).isEmpty();
    assertThat(read.rows())
        .containsExactly(
            new Row(
                1,
                Long.MAX_VALUE,
                1.5,
                Optional.of("é'\n"),
                LocalDate.of(2001, 6, 1),
                Instant.parse("2001-06-01T10:30:00Z"),
                LocalDateTime.of(2001, 6, 1, 10, 30),
                new BigDecimal("12.50"),
                Colour.GREEN,
                true),
            new Row(2, null, null, Optional.empty(), null, null, null, null, null, null));
  }

  @Test
  void readsAQueryInRangesEachRowOnce() throws Exception {
    for (int i = 3; i <= 100; i++) {
      run("insert into rows (id, name) values (" + i + ", 'n" + i + "')");
    }
    run("insert into rows (id, name, large) values (101, 'x', 50)");
    ReadJdbc<Name> byId =
        new ReadJdbc<>(Name.class, url, "select id, name from rows where id > 2")
            .withRanges("id", 10, 40, 4);
    ReadJdbc<Name> byLarge = new ReadJdbc<>(Name.class, url, "rows").withRanges("large", 0, 60, 3);

    assertThat(byId.parts(Collected.resources(folder, Map.of()))).hasSize(4);
    assertThat(Collected.of(byId, folder).rows())
        .hasSize(99)
        .doesNotHaveDuplicates()
        .startsWith(new Name(3, "n3"))
        .endsWith(new Name(101, "x"));
    assertThat(Collected.of(byLarge, folder).rows()).hasSize(101).doesNotHaveDuplicates();
    assertThat(RecordJson.read(ReadJdbc.class, RecordJson.write(byId))).isEqualTo(byId);
  }

  @Test
  void aProbeTellsTheVersion() throws Exception {
    var resources = Collected.resources(folder, Map.of());
    ReadJdbc<Name> step = new ReadJdbc<>(Name.class, url, "rows");

    assertThat(step.source(resources)).isEqualTo(Source.unknown());
    assertThat(step.withProbe("select max(id) from rows").source(resources))
        .isEqualTo(new Source.Probed("2"));
    assertThatThrownBy(() -> step.withProbe("select id from rows").source(resources))
        .hasMessageContaining("must give one row with a value");
  }

  @Test
  void rejectsARowWhoseValueDoesNotFit() throws Exception {
    run("insert into rows (id, day, colour, price) values (3, '1. Juni', 'BLUE', 1)");
    run("insert into rows (id, price) values (4, 1.234)");
    run("insert into rows (id) values (5000000000)");
    run("insert into rows (id) values (null)");

    Collected<Row> read = Collected.of(new ReadJdbc<>(Row.class, url, "rows"), folder);

    assertThat(read.rows()).hasSize(2);
    assertThat(read.rejected()).hasSize(4);
    assertThat(read.rejected().get(0))
        .isEqualTo("whole row 3: column day: '1. Juni', expected a date such as 2001-06-01");
    assertThat(read.rejected().get(1)).contains("row 4: column price: '1.234', expected");
    assertThat(read.rejected().get(2)).contains("row 5: column id: '5000000000', expected an int");
    assertThat(read.rejected().get(3)).contains("row 6: ").contains("field id");
  }

  @Test
  void namesColumnsThatDoNotFit() {
    assertThatThrownBy(
            () ->
                Collected.of(
                    new ReadJdbc<>(Wrong.class, url, "select id, real, 1 nmae from rows"), folder))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("column id is INTEGER, expected string")
        .hasMessageContaining("column real is")
        .hasMessageContaining("column nmae is");
    assertThatThrownBy(() -> Collected.of(new ReadJdbc<>(Wrong.class, url, "rows"), folder))
        .hasMessageContaining("column 'nmae' is missing (there is 'name')");
  }

  @Test
  void tellsNoPassword() throws Exception {
    ReadJdbc<Name> step =
        new ReadJdbc<>(Name.class, "jdbc:nosuch://me:pw1@host/db?password=pw2", "rows")
            .withLogin("me", "db.password");

    assertThatThrownBy(() -> Collected.of(step, folder, Map.of("db.password", "pw3")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("jdbc:nosuch://host/db: no driver takes it")
        .hasMessageNotContainingAny("pw1", "pw2", "pw3");
    assertThatThrownBy(() -> Collected.of(step, folder)).hasMessageContaining("db.password");
    Collected<Name> read =
        Collected.of(
            new ReadJdbc<>(Name.class, url, "rows").withLogin("me", "db.password"),
            folder,
            Map.of("db.password", "pw3"));
    assertThat(read.rows()).hasSize(2);
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
