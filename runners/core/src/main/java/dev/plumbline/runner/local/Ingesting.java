package dev.plumbline.runner.local;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.runner.engine.Progress;
import dev.plumbline.runner.engine.StepFailure;
import java.util.ArrayList;
import java.util.List;

/** Reads a source, part after part, and counts what it rejects. */
final class Ingesting {
  private static final int SAMPLES = 10;
  private final Resources resources;
  private final Progress progress;
  private final List<String> samples = new ArrayList<>();
  private long rejected;

  Ingesting(Resources resources, Progress progress) {
    this.resources = resources;
    this.progress = progress;
  }

  void push(Node.Ingest node, Output<Object> out) {
    try {
      read(node.ingest(), out);
    } catch (StepFailure e) {
      throw e;
    } catch (Exception e) {
      throw new StepFailure(node.name(), e);
    }
    if (rejected > 0) {
      progress.rejected(node.name(), rejected, samples);
    }
  }

  @SuppressWarnings("unchecked")
  private void read(IngestStep<?> step, Output<Object> out) throws Exception {
    IngestStep<Object> typed = (IngestStep<Object>) step;
    IngestOutput<Object> to =
        new IngestOutput<>() {
          @Override
          public void emit(Object row) {
            out.emit(row);
          }

          @Override
          public void reject(String where, String why) {
            rejected++;
            if (samples.size() < SAMPLES) {
              samples.add(where + ": " + why);
            }
          }
        };
    for (IngestStep.Part part : typed.parts(resources)) {
      typed.read(part, resources, to);
    }
  }
}
