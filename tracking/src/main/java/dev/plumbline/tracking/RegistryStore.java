package dev.plumbline.tracking;

/**
 * The model registry in MLflow's words, wherever it is kept. Safe for many threads; every call is
 * durable when it returns and fails with a {@link TrackingException} alone.
 */
public interface RegistryStore {
  /** Registered models. */
  RegisteredModelStore models();

  /** Their versions. */
  ModelVersionStore versions();

  /** Names that point to versions. */
  ModelAliasStore aliases();
}
