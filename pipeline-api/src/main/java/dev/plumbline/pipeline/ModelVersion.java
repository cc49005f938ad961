package dev.plumbline.pipeline;

/** A registered version of a model. */
public interface ModelVersion<F, P> extends Model<F, P> {
  String model();

  int version();
}
