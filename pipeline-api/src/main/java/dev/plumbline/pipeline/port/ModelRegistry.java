package dev.plumbline.pipeline.port;

import dev.plumbline.pipeline.ModelRef;
import java.net.URI;
import java.util.Optional;

/** What planning, registering and scoring ask of the model registry. */
public interface ModelRegistry {
  /**
   * A registered version.
   *
   * @param digest of the model directory, empty where an other client registered it
   */
  record Registered(String model, int version, URI source, String digest, String runId) {}

  /**
   * What to register.
   *
   * @param key names the trained model: a second call with it answers the first call's version
   */
  record Candidate(
      String model, URI source, String digest, String runId, String key, String description) {}

  Optional<Registered> find(String model, ModelRef ref);

  /** A new version, or the one that this candidate's key made before. */
  Registered register(Candidate candidate);

  /**
   * Moves an alias if it still stands where the caller saw it.
   *
   * @param expected the version that it stood at; empty for none
   * @return whether it moved
   */
  boolean promote(String model, String alias, Optional<Integer> expected, int version);
}
