package dev.plumbline.runner.plan;

/** What a run will do with a step. */
public enum Verb {
  /** It runs. */
  RUN,
  /** Its recorded output still stands. */
  REUSE,
  /** An earlier process of this run did it and ended before it was recorded: it is taken over. */
  ADOPT,
  /** Nothing of it changed, but a step that needs its rows runs, and they were not kept. */
  RECOMPUTE,
  /** It runs if a gate lets it. */
  MAYBE,
  /** It doesn't run, by a refused gate or by what was asked for. */
  SKIP,
  /** It can't run: something that it needs isn't there. */
  BLOCKED
}
