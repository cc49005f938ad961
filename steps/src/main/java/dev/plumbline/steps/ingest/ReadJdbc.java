package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.schema.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table or a query of a database into rows: a column for each field by its label (upper and lower
 * case are alike where no column matches exactly); further columns are skipped. Types are checked
 * before the first row; a value that doesn't fit its field rejects the row, which is named by its
 * number in the part.
 *
 * <p>The driver's jar must be on the class path. Connections are read-only and rolled back; each
 * part has its own, so they see one state only if nobody writes meanwhile.
 *
 * @param query a table's name, or a {@code select} without an {@code order by}
 * @param login without one, what the URL says holds
 * @param ranges how to read in several parts at once
 * @param probe a query whose single value changes whenever the data does, such as {@code select
 *     max(changed) from orders}; without one the step always runs
 * @param fetchRows how many rows the driver gets at a time
 * @param tolerance the share of rows, 0 to 1, that may be rejected
 */
public record ReadJdbc<O extends Record>(
    Class<O> type,
    String url,
    String query,
    Optional<Login> login,
    Optional<Ranges> ranges,
    Optional<String> probe,
    int fetchRows,
    double tolerance)
    implements IngestStep<O> {
  private static final int FETCH_ROWS = 10_000;

  public ReadJdbc {
    Tolerance.check(tolerance);
    JdbcCell.check(Schema.of(type));
    if (fetchRows < 1) {
      throw new IllegalArgumentException(
          "Cannot fetch " + fetchRows + " rows at a time, give 1 or more");
    }
  }

  /** Reads all in one part, with what the URL says, no bad row tolerated. */
  public ReadJdbc(Class<O> type, String url, String query) {
    this(type, url, query, Optional.empty(), Optional.empty(), Optional.empty(), FETCH_ROWS, 0);
  }

  /**
   * Who reads.
   *
   * @param passwordSecret the name below {@code secrets.} in conf
   */
  public record Login(String user, String passwordSecret) {}

  /**
   * Equal ranges of a numeric column, one for each part. The first and the last are open, and the
   * first has the rows without a value, so every row is read once.
   *
   * @param from where the second range could begin at the earliest
   * @param to where the last one ends, roughly
   */
  public record Ranges(String column, long from, long to, int parts) {
    public Ranges {
      if (parts < 1 || from >= to) {
        throw new IllegalArgumentException(
            "Cannot cut "
                + column
                + " from "
                + from
                + " to "
                + to
                + " into "
                + parts
                + " ranges, give a range that isn't empty and 1 part or more");
      }
    }

    /** The condition of one range. */
    String condition(int part) {
      if (parts == 1) {
        return "1 = 1";
      }
      String lower = column + " >= " + bound(part);
      String upper = column + " < " + bound(part + 1);
      return part == 0
          ? "(" + upper + " or " + column + " is null)"
          : part == parts - 1 ? lower : lower + " and " + upper;
    }

    private long bound(int part) {
      return from + (long) Math.floor((double) part / parts * ((double) to - from));
    }
  }

  public ReadJdbc<O> withLogin(String user, String passwordSecret) {
    return new ReadJdbc<>(
        type,
        url,
        query,
        Optional.of(new Login(user, passwordSecret)),
        ranges,
        probe,
        fetchRows,
        tolerance);
  }

  public ReadJdbc<O> withRanges(String column, long from, long to, int parts) {
    return new ReadJdbc<>(
        type,
        url,
        query,
        login,
        Optional.of(new Ranges(column, from, to, parts)),
        probe,
        fetchRows,
        tolerance);
  }

  public ReadJdbc<O> withProbe(String select) {
    return new ReadJdbc<>(
        type, url, query, login, ranges, Optional.of(select), fetchRows, tolerance);
  }

  public ReadJdbc<O> withTolerance(double share) {
    return new ReadJdbc<>(type, url, query, login, ranges, probe, fetchRows, share);
  }

  @Override
  public List<Part> parts(Resources resources) {
    return ranges
        .map(r -> IntStream.range(0, r.parts()).mapToObj(i -> new Part("range " + i)).toList())
        .orElse(List.of(Part.WHOLE));
  }

  @Override
  public void read(Part part, Resources resources, IngestOutput<? super O> out)
      throws SQLException {
    String condition =
        ranges
            .map(r -> " where " + r.condition(Integer.parseInt(part.name().substring(6))))
            .orElse("");
    try (JdbcSource source = JdbcSource.open(url, login, resources)) {
      source.read(
          Schema.of(type), "select * from " + from() + condition, fetchRows, part.name(), out);
    }
  }

  private String from() {
    return query.strip().matches("[^\\s()]+") ? query.strip() : "(" + query + ") q";
  }

  @Override
  public Source source(Resources resources) throws SQLException {
    if (probe.isEmpty()) {
      return Source.unknown();
    }
    try (JdbcSource source = JdbcSource.open(url, login, resources)) {
      return new Source.Probed(source.single(probe.get()));
    }
  }
}
