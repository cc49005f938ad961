package dev.plumbline.runner.run;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.pipeline.schema.Types;
import dev.plumbline.runner.engine.ModelFiles;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the kept steps of a run left behind so far, reused ones included. */
final class Results {
  private final ArtifactStore artifacts;
  private final ModelRegistry registry;
  private final Map<String, StepOutput> outputs = new HashMap<>();

  Results(ArtifactStore artifacts, ModelRegistry registry) {
    this.artifacts = artifacts;
    this.registry = registry;
  }

  void put(Node node, StepOutput output) {
    outputs.put(node.name(), output);
  }

  StepOutput output(Node node) {
    StepOutput output = outputs.get(node.name());
    if (output == null) {
      throw new IllegalStateException("step " + node.name() + " has not run yet");
    }
    return output;
  }

  /** A fold's result. */
  Record value(Node.Fold fold) {
    Class<?> type = Types.raw(fold.value()).orElseThrow();
    return RecordJson.read(type.asSubclass(Record.class), ((StepOutput.Json) output(fold)).json());
  }

  /** The files of a model: just trained, registered now, or registered before. */
  ModelFiles model(Node node, Type features, Type prediction) {
    StepOutput output = output(node);
    if (output instanceof StepOutput.ModelDirectory directory) {
      return new ModelFiles(
          artifacts.fetch(directory.location()), directory.digest(), features, prediction);
    }
    StepOutput.Version version = (StepOutput.Version) output;
    ModelRegistry.Registered found =
        registry
            .find(version.model(), ModelRef.number(version.version().orElseThrow()))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Cannot load version "
                            + version.version().get()
                            + " of "
                            + version.model()
                            + ": it is no longer registered"));
    return files(found, features, prediction);
  }

  ModelFiles files(ModelRegistry.Registered version, Type features, Type prediction) {
    Path folder = artifacts.fetch(version.source());
    return new ModelFiles(folder, version.digest(), features, prediction);
  }
}
