package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.port.ModelRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registered models, as long as the process lives. Safe for many threads. */
public final class MemoryRegistry implements ModelRegistry {
  private static final class Entry {
    private final List<Registered> versions = new ArrayList<>();
    private final Map<String, Integer> byKey = new HashMap<>();
    private final Map<String, Integer> aliases = new HashMap<>();
    private final Map<String, Integer> stages = new HashMap<>();
    private int newest;

    private Optional<Registered> version(Integer number) {
      return versions.stream().filter(v -> number != null && v.version() == number).findFirst();
    }
  }

  private final Map<String, Entry> models = new HashMap<>();

  @Override
  public synchronized Optional<Registered> find(String model, ModelRef ref) {
    Entry entry = models.get(model);
    if (entry == null) {
      return Optional.empty();
    }
    if (ref instanceof ModelRef.Number number) {
      return entry.version(number.version());
    }
    return ref instanceof ModelRef.Alias alias
        ? entry.version(entry.aliases.get(alias.name()))
        : entry.version(entry.stages.get(((ModelRef.Stage) ref).name()));
  }

  @Override
  public synchronized Registered register(Candidate candidate) {
    Entry entry = models.computeIfAbsent(candidate.model(), m -> new Entry());
    Optional<Registered> known = entry.version(entry.byKey.get(candidate.key()));
    if (known.isPresent()) {
      return known.get();
    }
    int version = ++entry.newest;
    Registered made =
        new Registered(
            candidate.model(), version, candidate.source(), candidate.digest(), candidate.runId());
    entry.versions.add(made);
    entry.byKey.put(candidate.key(), version);
    return made;
  }

  @Override
  public synchronized boolean promote(
      String model, String alias, Optional<Integer> expected, int version) {
    Entry entry = existing(model, version);
    if (!Optional.ofNullable(entry.aliases.get(alias)).equals(expected)) {
      return false;
    }
    entry.aliases.put(alias, version);
    return true;
  }

  /** Puts a version into one of MLflow's stages; the one that was there leaves it. */
  public synchronized void moveToStage(String model, int version, String stage) {
    existing(model, version).stages.put(stage, version);
  }

  /** Deletes a version, with the aliases and stages that stand at it. Its number stays used. */
  public synchronized void delete(String model, int version) {
    Entry entry = existing(model, version);
    entry.versions.removeIf(v -> v.version() == version);
    entry.byKey.values().removeIf(v -> v == version);
    entry.aliases.values().removeIf(v -> v == version);
    entry.stages.values().removeIf(v -> v == version);
  }

  /** The versions of a model, oldest first. */
  public synchronized List<Registered> versions(String model) {
    Entry entry = models.get(model);
    return entry == null ? List.of() : List.copyOf(entry.versions);
  }

  private Entry existing(String model, int version) {
    Entry entry = models.get(model);
    if (entry == null || entry.version(version).isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use version " + version + " of model " + model + ": it is not registered");
    }
    return entry;
  }
}
