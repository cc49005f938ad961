package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.Stage;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The registry that pipelines register to and score from. */
public final class TrackedModels implements ModelRegistry {
  private final RegistryStore store;

  /** The models in that registry. */
  public TrackedModels(RegistryStore store) {
    this.store = store;
  }

  @Override
  public Optional<Registered> find(String model, ModelRef ref) {
    Optional<RegisteredModel> registered = store.models().findRegisteredModel(model);
    if (registered.isEmpty()) {
      return Optional.empty();
    }
    if (ref instanceof ModelRef.Number number) {
      return version(model, number.version());
    }
    if (ref instanceof ModelRef.Stage stage) {
      return store.versions().latestVersions(model, List.of(Stage.of(stage.name()))).stream()
          .findFirst()
          .map(TrackedModels::registered);
    }
    String alias = ((ModelRef.Alias) ref).name();
    if (alias.equals("latest")) {
      return registered.get().latestVersions().stream()
          .reduce((a, b) -> a.version() > b.version() ? a : b)
          .map(TrackedModels::registered);
    }
    return registered.get().versionOf(alias).flatMap(number -> version(model, number));
  }

  private Optional<Registered> version(String model, int number) {
    try {
      return Optional.of(registered(store.versions().loadModelVersion(model, number)));
    } catch (TrackingException e) {
      if (e.code() == ErrorCode.RESOURCE_DOES_NOT_EXIST) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Registered register(Candidate candidate) {
    if (store.models().findRegisteredModel(candidate.model()).isEmpty()) {
      try {
        store.models().createRegisteredModel(candidate.model(), Optional.empty(), List.of());
      } catch (TrackingException e) {
        if (e.code() != ErrorCode.RESOURCE_ALREADY_EXISTS) {
          throw e;
        }
      }
    }
    FailPoint.MODEL_NAMED.reached();
    return registered(
        store
            .versions()
            .createModelVersion(
                new NewModelVersion(
                    candidate.model(),
                    candidate.source().toString(),
                    Optional.of(candidate.runId()),
                    Optional.empty(),
                    Optional.of(candidate.description()),
                    List.of(new Tag(RunTags.DIGEST, candidate.digest())),
                    Optional.of(candidate.key()),
                    Optional.empty())));
  }

  @Override
  public boolean promote(String model, String alias, Optional<Integer> expected, int version) {
    return store.aliases().compareAndSetAlias(model, alias, expected, version);
  }

  private static Registered registered(ModelVersion version) {
    return new Registered(
        version.name(),
        version.version(),
        URI.create(version.source()),
        version.tag(RunTags.DIGEST).orElse(""),
        version.runId().orElse(""));
  }
}
