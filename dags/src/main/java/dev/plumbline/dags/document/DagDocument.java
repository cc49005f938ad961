package dev.plumbline.dags.document;

import java.util.List;
import java.util.Optional;

/**
 * A pipeline as a scheduler runs it: when, for which interval, which calls of {@code plumb} in
 * which order, and what to do when one fails. {@code plumbline-dag-1.schema.json}, published beside
 * every document, says the same in JSON Schema.
 *
 * @param format {@link #FORMAT}
 * @param hash of the document itself, see {@link DagJson}
 * @param dag the scheduler's name for it
 * @param docs Markdown, shown by the scheduler
 * @param slice which interval of the pipeline a run is for; empty when it takes none
 * @param tasks each behind those that it needs
 */
public record DagDocument(
    String format,
    String hash,
    String dag,
    String pipeline,
    String docs,
    String owner,
    List<String> tags,
    Schedule schedule,
    Optional<Slice> slice,
    Runs runs,
    List<Param> params,
    Notices notices,
    List<Group> groups,
    List<Task> tasks) {
  public static final String FORMAT = "plumbline-dag-1";

  public DagDocument {
    tags = List.copyOf(tags);
    params = List.copyOf(params);
    groups = List.copyOf(groups);
    tasks = List.copyOf(tasks);
  }

  /** The same with another hash. */
  DagDocument withHash(String other) {
    return new DagDocument(
        format, other, dag, pipeline, docs, owner, tags, schedule, slice, runs, params, notices,
        groups, tasks);
  }
}
