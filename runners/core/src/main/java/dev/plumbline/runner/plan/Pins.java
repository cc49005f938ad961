package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import dev.plumbline.runner.table.RowRange;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan resolved: table versions, model versions, and the identity of files.
 *
 * @param reads by the name of the reading step
 * @param models by the name of the step that names a registered version; those that exist
 * @param champions by the name of the register step and the reference in its gate
 * @param aliases where the alias that a register step may move stands now
 * @param locations of every declared table, by name
 * @param written the newest version of every table that is written and there, by name
 */
public record Pins(
    SortedMap<String, PinnedTable> reads,
    SortedMap<String, Registered> models,
    SortedMap<String, Registered> champions,
    SortedMap<String, Integer> aliases,
    SortedMap<String, URI> locations,
    SortedMap<String, Long> written) {
  /** One table at one version, and the part of it that is read. */
  public record PinnedTable(TableVersion version, RowRange range) {}

  public Pins {
    reads = sorted(reads);
    models = sorted(models);
    champions = sorted(champions);
    aliases = sorted(aliases);
    locations = sorted(locations);
    written = sorted(written);
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** The key of a champion. */
  static String championKey(String registerStep, Object ref) {
    return registerStep + " " + ref;
  }

  public Optional<Registered> champion(String registerStep, dev.plumbline.pipeline.ModelRef ref) {
    return Optional.ofNullable(champions.get(championKey(registerStep, ref)));
  }
}
