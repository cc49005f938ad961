package dev.plumbline.dags.conf;

import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Table;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What to make a document of.
 *
 * @param units how the pipeline falls into pieces, each behind those that it needs
 * @param takesInterval whether a run is for an interval
 * @param location where a table lies
 * @param schedule the keys of conf below {@code schedule.}, without that
 * @param pipelines the names of all pipelines of the project
 * @param secrets texts that must not be in the document, by where they come from
 */
public record DagRequest(
    Pipeline pipeline,
    List<Unit> units,
    boolean takesInterval,
    Function<Table<?>, URI> location,
    SortedMap<String, String> schedule,
    Collection<String> pipelines,
    SortedMap<String, String> secrets) {
  public DagRequest {
    units = List.copyOf(units);
    schedule = Collections.unmodifiableSortedMap(new TreeMap<>(schedule));
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
  }
}
