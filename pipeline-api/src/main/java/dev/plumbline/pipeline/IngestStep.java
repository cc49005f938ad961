package dev.plumbline.pipeline;

import java.util.List;

/**
 * Reads a source outside into rows.
 *
 * @param <O> the row
 */
public non-sealed interface IngestStep<O> extends Step {
  /** One piece of the source, read independently of the others: a file, or a range of keys. */
  record Part(String name) {
    /** The source in one piece. */
    public static final Part WHOLE = new Part("whole");
  }

  /**
   * The pieces, in a fixed order; engines read them in parallel. Throws when there is no source.
   */
  default List<Part> parts(Resources resources) throws Exception {
    return List.of(Part.WHOLE);
  }

  /** Reads one piece. Throws for a source that can't be read at all, rejects single bad rows. */
  void read(Part part, Resources resources, IngestOutput<? super O> out) throws Exception;

  /**
   * What tells whether the source has changed; unknown by default, so that the step always runs.
   */
  default Source source(Resources resources) throws Exception {
    return Source.unknown();
  }

  /** The share of rows, 0 to 1, that may be rejected before the step fails; none by default. */
  default double tolerance() {
    return 0;
  }
}
