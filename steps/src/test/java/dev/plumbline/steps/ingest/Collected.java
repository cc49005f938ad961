package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.IngestStep.Part;
import dev.plumbline.pipeline.Resources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads all parts of an ingest, in order. */
record Collected<O>(List<O> rows, List<String> rejected) implements IngestOutput<O> {
  static <O> Collected<O> of(IngestStep<O> step, Path folder) throws Exception {
    return of(step, folder, Map.of());
  }

  static <O> Collected<O> of(IngestStep<O> step, Path folder, Map<String, String> secrets)
      throws Exception {
    Resources resources = resources(folder, secrets);
    Collected<O> all = new Collected<>(new ArrayList<>(), new ArrayList<>());
    for (Part part : step.parts(resources)) {
      step.read(part, resources, all);
    }
    return all;
  }

  static Resources resources(Path folder, Map<String, String> secrets) {
    return new Resources() {
      @Override
      public Path path(Path path) {
        return folder.resolve(path);
      }

      @Override
      public String secret(String name) {
        String value = secrets.get(name);
        if (value == null) {
          throw new IllegalArgumentException("no secret " + name);
        }
        return value;
      }
    };
  }

  @Override
  public void emit(O row) {
    rows.add(row);
  }

  @Override
  public void reject(String where, String why) {
    rejected.add(where + ": " + why);
  }
}
