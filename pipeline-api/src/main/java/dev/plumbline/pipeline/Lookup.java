package dev.plumbline.pipeline;

import java.util.Optional;

/** A small dataset held in memory by its key, given to every row of a {@link WithStep}. */
public interface Lookup<K, T> {
  Optional<T> find(K key);

  int size();
}
