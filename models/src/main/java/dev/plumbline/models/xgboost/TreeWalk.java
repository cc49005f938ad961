package dev.plumbline.models.xgboost;

import java.util.Arrays;

/**
 * Evaluates trees for a block of rows: tree by tree, four rows at a time, whose loads don't wait
 * for each other. For one thread.
 */
final class TreeWalk {
  /** Rows in a block; their floats stay in the first-level cache. */
  static final int BLOCK = 64;

  private final PaddedTrees trees;
  private final float[] pool;
  private final int[] bases;
  private final int rowsStart;

  TreeWalk(PaddedTrees trees) {
    this.trees = trees;
    rowsStart = trees.tables.length;
    pool = Arrays.copyOf(trees.tables, rowsStart + BLOCK * trees.width * 2);
    bases = new int[BLOCK * trees.width];
    float[] missing = new float[trees.width];
    Arrays.fill(missing, Float.NaN);
    for (int row = 0; row < BLOCK; row++) {
      row(row, missing);
    }
  }

  /** Sets one row of the block. */
  final void row(int row, float[] encoded) {
    int at = row * trees.width;
    for (int j = 0; j < trees.width; j++) {
      float value = encoded[j];
      if (trees.categories[j] > 0) {
        bases[at + j] =
            trees.tableStarts[j] + (Float.isNaN(value) ? trees.categories[j] : (int) value);
      } else {
        int place = rowsStart + (at + j) * 2;
        bases[at + j] = place;
        boolean missing = Float.isNaN(value);
        pool[place] = missing ? Float.NEGATIVE_INFINITY : value;
        pool[place + 1] = missing ? Float.POSITIVE_INFINITY : value;
      }
    }
  }

  /** Adds the leaves of the block's first rows to their margins, groups of a row side by side. */
  void addTo(float[] margins, int at, int rows) {
    int groups = trees.groups;
    int width = trees.width;
    for (int t = 0; t < trees.depths.length; t++) {
      int depth = trees.depths[t];
      int start = trees.nodeStarts[t];
      int leaf = trees.leafStarts[t] - (1 << depth) + 1;
      int to = at + trees.treeGroups[t];
      for (int row = 0; row < rows; row += 4) {
        int base = row * width;
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        for (int level = 0; level < depth; level++) {
          a = step(start + a, base) + 2 * a;
          b = step(start + b, base + width) + 2 * b;
          c = step(start + c, base + 2 * width) + 2 * c;
          d = step(start + d, base + 3 * width) + 2 * d;
        }
        margins[to + row * groups] += trees.leaves[leaf + a];
        margins[to + (row + 1) * groups] += trees.leaves[leaf + b];
        margins[to + (row + 2) * groups] += trees.leaves[leaf + c];
        margins[to + (row + 3) * groups] += trees.leaves[leaf + d];
      }
    }
  }

  private int step(int node, int base) {
    float value = pool[bases[base + trees.columns[node]] + trees.offsets[node]];
    return value >= trees.thresholds[node] ? 2 : 1;
  }
}
