package dev.plumbline.dags;

import dev.plumbline.dags.conf.DagBuilder;
import dev.plumbline.dags.conf.DagRequest;
import dev.plumbline.dags.conf.Unit;
import dev.plumbline.dags.document.DagDocument;
import dev.plumbline.pipeline.Pipeline;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests for documents of {@link Nightly}. */
public final class Requests {
  private static final List<Unit> UNITS =
      List.of(
          new Unit("days", List.of("sales", "big", "sum"), List.of()),
          new Unit("train", List.of(), List.of("days")),
          new Unit("evaluate", List.of(), List.of("train", "days")),
          new Unit("register", List.of(), List.of("train", "evaluate")),
          new Unit("scores", List.of("score"), List.of("register", "days")));

  private Requests() {}

  /** The least that conf must say, and lines of it over that. */
  public static SortedMap<String, String> conf(String... lines) {
    SortedMap<String, String> conf = new TreeMap<>();
    conf.put("nightly.start", "2001-06-01");
    conf.put("nightly.cron", "0 0 * * *");
    conf.put("nightly.interval", "ticks");
    for (String line : lines) {
      int equals = line.indexOf('=');
      String value = line.substring(equals + 1);
      if (value.isEmpty()) {
        conf.remove(line.substring(0, equals));
      } else {
        conf.put(line.substring(0, equals), value);
      }
    }
    return conf;
  }

  /** What conf asks for. */
  public static DagRequest request(Nightly source, SortedMap<String, String> conf) {
    return new DagRequest(
        Pipeline.define(source),
        UNITS,
        true,
        table -> URI.create("s3://lake/tables/").resolve(table.name()),
        conf,
        List.of("nightly", "weekly"),
        new TreeMap<>());
  }

  /** The document of {@link Nightly} with some lines of conf. */
  public static DagDocument document(String... lines) {
    return DagBuilder.build(request(new Nightly(), conf(lines)));
  }
}
