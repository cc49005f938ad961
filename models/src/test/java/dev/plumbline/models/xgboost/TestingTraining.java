package dev.plumbline.models.xgboost;

import dev.plumbline.pipeline.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run of a trainer with a fixed seed, which keeps the metrics it is told. */
public record TestingTraining(long seed, int threads, List<Point> points) implements Training {
  /** One point of a metric's history. */
  public record Point(String name, long step, double value) {}

  /** Seed 7, one thread. */
  public TestingTraining() {
    this(7, 1, new ArrayList<>());
  }

  @Override
  public void metric(String name, long step, double value) {
    points.add(new Point(name, step, value));
  }

  @Override
  public Path scratch() {
    throw new UnsupportedOperationException("nothing is spilled");
  }
}
