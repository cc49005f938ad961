package ferries;

import dev.plumbline.pipeline.Table;
import java.util.List;

/** Every table that the two pipelines write. */
public final class Tables {
  public static final Table<Berth> BERTHS = Table.of("berths", Berth.class);

  public static final Table<Crossing> CROSSINGS =
      Table.of("crossings", Crossing.class).byInterval("day");

  public static final Table<Crossing> JOURNAL = Table.of("journal", Crossing.class);

  public static final Table<FerryDay> DAYS = Table.of("ferry-days", FerryDay.class).byInterval("day");

  /** The last day of each ferry. */
  public static final Table<FerryDay> LAST = Table.of("ferry-last", FerryDay.class);

  public static final Table<Score> SCORES = Table.of("scores", Score.class).byInterval("day");

  public static final List<Table<?>> ALL = List.of(BERTHS, CROSSINGS, JOURNAL, DAYS, LAST, SCORES);

  private Tables() {}
}
