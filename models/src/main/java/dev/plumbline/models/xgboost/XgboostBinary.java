package dev.plumbline.models.xgboost;

import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.TrainStep;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.schema.Schema;

/**
 * Trains boosted trees for a yes or no; predicts the probability of yes.
 *
 * @param features the record of features, whose numbers, texts, enums and dates are encoded in the
 *     model
 */
public record XgboostBinary<F extends Record>(Class<F> features, Boosting boosting)
    implements TrainStep<Labelled<F, Boolean>, F, Double> {
  /** With {@link Boosting#standard}. */
  public static <F extends Record> XgboostBinary<F> of(Class<F> features) {
    return new XgboostBinary<>(features, Boosting.standard());
  }

  @Override
  public Model<F, Double> train(Iterable<Labelled<F, Boolean>> rows, Training run) {
    return new Trainer<>(Schema.of(features), new Labels.Binary(), boosting, run).train(rows);
  }
}
