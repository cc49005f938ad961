package dev.plumbline.benchmarks.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Scores a partition's rows in blocks by XGBoost's own library, one thread for each task. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scorer(List<Map<String, Integer>> dictionaries, byte[] booster) implements Serializable {
  private static final int BLOCK = 16_384;
  private static final int ORIGIN = 4;
  private static final int DESTINATION = 5;
  private static final int LABEL = 9;
  private static final int DAY = 10;

  Iterator<Row> score(Iterator<Row> rows) throws XGBoostError, IOException {
    Booster loaded = XGBoost.loadModel(booster);
    loaded.setParam("nthread", 1);
    return new Iterator<>() {
      private final FeatureRows features = FeatureRows.of(dictionaries);
      private Iterator<Row> scored = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        if (!scored.hasNext() && rows.hasNext()) {
          scored = block(loaded, features, rows);
        }
        return scored.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return scored.next();
      }
    };
  }

  private static Iterator<Row> block(Booster booster, FeatureRows features, Iterator<Row> rows) {
    features.clear();
    List<Row> block = new ArrayList<>(BLOCK);
    while (block.size() < BLOCK && rows.hasNext()) {
      Row row = rows.next();
      features.add(row);
      block.add(row);
    }
    try {
      DMatrix matrix = features.matrix();
      float[][] scores = booster.predict(matrix);
      matrix.dispose();
      for (int i = 0; i < scores.length; i++) {
        Row row = block.get(i);
        block.set(
            i,
            RowFactory.create(
                row.get(DAY),
                row.get(ORIGIN),
                row.get(DESTINATION),
                (double) scores[i][0],
                row.getFloat(LABEL) > 0));
      }
      return block.iterator();
    } catch (XGBoostError e) {
      throw new IllegalStateException("Cannot score " + block.size() + " rows: " + e, e);
    }
  }
}
