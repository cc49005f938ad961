package dev.plumbline.examples.check;

import static dev.plumbline.pipeline.Writes.REPLACE;

import dev.plumbline.examples.flights.Tables;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;

/** Holds a day's scores against what happened, airport by airport, once both are there. */
public record ScoreCheck() implements PipelineSource {
  static final Table<Checked> CHECKED = Table.of("checked-scores", Checked.class).byInterval("day");

  @Override
  public String name() {
    return "score-check";
  }

  @Override
  public void define(Flow flow) {
    var scores = flow.read("scores", Tables.SCORES, Window.interval());
    var days = flow.read("days", Tables.DAYS, Window.interval());
    var forecasts = flow.combine("forecast", new MeanScore(), scores);
    flow.write("publish", flow.join("check", new Check(), forecasts, days), CHECKED, REPLACE);
  }
}
