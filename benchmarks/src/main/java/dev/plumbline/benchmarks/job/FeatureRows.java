package dev.plumbline.benchmarks.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.Row;

/**
 * Rows as floats, the same as the framework's encoder makes: airports by their place among all, in
 * order; unknown ones are missing. While it grows, codes are those of first sight.
 */
final class FeatureRows {
  static final int WIDTH = 9;
  private static final int LABEL = 9;
  private static final int ORIGIN = 4;
  private static final int DESTINATION = 5;

  private final List<Map<String, Integer>> dictionaries;
  private final boolean growing;
  private float[] values = new float[WIDTH << 12];
  private float[] labels = new float[1 << 12];
  private int rows;

  private FeatureRows(List<Map<String, Integer>> dictionaries, boolean growing) {
    this.dictionaries = dictionaries;
    this.growing = growing;
  }

  static FeatureRows growing() {
    return new FeatureRows(List.of(new HashMap<>(), new HashMap<>()), true);
  }

  static FeatureRows of(List<Map<String, Integer>> dictionaries) {
    return new FeatureRows(dictionaries, false);
  }

  List<Map<String, Integer>> dictionaries() {
    return dictionaries;
  }

  int rows() {
    return rows;
  }

  void clear() {
    rows = 0;
  }

  void add(Row row) {
    if (rows == labels.length) {
      values = Arrays.copyOf(values, values.length * 2);
      labels = Arrays.copyOf(labels, labels.length * 2);
    }
    int at = rows * WIDTH;
    for (int i = 0; i < WIDTH; i++) {
      if (i == ORIGIN || i == DESTINATION) {
        values[at + i] = code(dictionaries.get(i - ORIGIN), row.getString(i));
      } else {
        values[at + i] = row.isNullAt(i) ? Float.NaN : row.getFloat(i);
      }
    }
    labels[rows++] = row.getFloat(LABEL);
  }

  private float code(Map<String, Integer> codes, String airport) {
    Integer code = codes.get(airport);
    if (code == null && growing) {
      code = codes.size();
      codes.put(airport, code);
    }
    return code == null ? Float.NaN : code;
  }

  /** Codes by order in place of those by first sight. */
  void finish() {
    for (int i = 0; i < dictionaries.size(); i++) {
      Map<String, Integer> codes = dictionaries.get(i);
      List<String> sorted = new ArrayList<>(codes.keySet());
      sorted.sort(null);
      float[] recode = new float[sorted.size()];
      for (int code = 0; code < recode.length; code++) {
        recode[codes.put(sorted.get(code), code)] = code;
      }
      for (int at = ORIGIN + i; at < rows * WIDTH; at += WIDTH) {
        values[at] = recode[(int) values[at]];
      }
    }
  }

  DMatrix matrix() throws XGBoostError {
    DMatrix matrix = new DMatrix(Arrays.copyOf(values, rows * WIDTH), rows, WIDTH, Float.NaN);
    matrix.setFeatureTypes(new String[] {"q", "q", "q", "q", "c", "c", "q", "q", "q"});
    return matrix;
  }

  float[] labels() {
    return Arrays.copyOf(labels, rows);
  }
}
