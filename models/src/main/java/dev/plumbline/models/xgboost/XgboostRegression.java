package dev.plumbline.models.xgboost;

import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.TrainStep;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.schema.Schema;

/**
 * Trains boosted trees for a finite number; predicts it.
 *
 * @param features the record of features, whose numbers, texts, enums and dates are encoded in the
 *     model
 */
public record XgboostRegression<F extends Record>(Class<F> features, Boosting boosting)
    implements TrainStep<Labelled<F, Double>, F, Double> {
  /** With {@link Boosting#standard}. */
  public static <F extends Record> XgboostRegression<F> of(Class<F> features) {
    return new XgboostRegression<>(features, Boosting.standard());
  }

  @Override
  public Model<F, Double> train(Iterable<Labelled<F, Double>> rows, Training run) {
    return new Trainer<>(Schema.of(features), new Labels.Quantities(), boosting, run).train(rows);
  }
}
