package dev.plumbline.models.xgboost;

import dev.plumbline.models.Scores;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.TrainStep;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.schema.Schema;

/**
 * Trains boosted trees for one of several classes; predicts a probability for each.
 *
 * @param features the record of features, whose numbers, texts, enums and dates are encoded in the
 *     model
 */
public record XgboostMulticlass<F extends Record>(Class<F> features, Boosting boosting)
    implements TrainStep<Labelled<F, String>, F, Scores> {
  /** With {@link Boosting#standard}. */
  public static <F extends Record> XgboostMulticlass<F> of(Class<F> features) {
    return new XgboostMulticlass<>(features, Boosting.standard());
  }

  @Override
  public Model<F, Scores> train(Iterable<Labelled<F, String>> rows, Training run) {
    return new Trainer<>(Schema.of(features), new Labels.Named(), boosting, run).train(rows);
  }
}
