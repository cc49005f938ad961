package dev.plumbline.models.xgboost;

import java.util.Arrays;
import java.util.Map;

/** One tree as XGBoost saves it. */
final class Tree {
  private final int[] left;
  private final int[] right;
  private final int[] columns;
  private final int[] defaultLeft;
  private final float[] conditions;
  private final int[][] categories;

  Tree(Map<?, ?> saved) {
    left = (int[]) saved.get("left_children");
    right = (int[]) saved.get("right_children");
    columns = (int[]) saved.get("split_indices");
    defaultLeft = (int[]) saved.get("default_left");
    conditions = (float[]) saved.get("split_conditions");
    categories = new int[left.length][];
    int[] all = (int[]) saved.get("categories");
    int[] nodes = (int[]) saved.get("categories_nodes");
    int[] starts = (int[]) saved.get("categories_segments");
    int[] sizes = (int[]) saved.get("categories_sizes");
    for (int i = 0; i < nodes.length; i++) {
      categories[nodes[i]] = Arrays.copyOfRange(all, starts[i], starts[i] + sizes[i]);
    }
  }

  boolean isLeaf(int node) {
    return left[node] < 0;
  }

  float leaf(int node) {
    return conditions[node];
  }

  int left(int node) {
    return left[node];
  }

  int right(int node) {
    return right[node];
  }

  int column(int node) {
    return columns[node];
  }

  /** A smaller value goes left. */
  float threshold(int node) {
    return conditions[node];
  }

  /** Where a missing value goes. */
  boolean missingLeft(int node) {
    return defaultLeft[node] != 0;
  }

  boolean isCategorical(int node) {
    return categories[node] != null;
  }

  /** The categories that go right. */
  int[] categories(int node) {
    return categories[node];
  }

  int depth(int node) {
    return isLeaf(node) ? 0 : 1 + Math.max(depth(left[node]), depth(right[node]));
  }
}
