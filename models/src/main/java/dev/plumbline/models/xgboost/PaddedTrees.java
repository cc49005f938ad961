package dev.plumbline.models.xgboost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trees laid out for speed: each one complete to its own depth, node {@code n} above {@code 2n+1}
 * and {@code 2n+2}, and every decision the same comparison of one float with a threshold, so that
 * nothing is left for the branch predictor to get wrong.
 *
 * <p>The float is found at {@code base of the row's column + node's offset}. A number lies in two
 * places, for nodes that send missing values left and right: they differ only when it is missing. A
 * category leads into a table of zeros and ones, one line for each distinct set of categories that
 * some node asks for. Immutable; {@link TreeWalk} evaluates.
 */
final class PaddedTrees {
  final int width;
  final int groups;
  final int[] categories;

  /** For each tree: depth, first node, first leaf, group. */
  final int[] depths;

  final int[] nodeStarts;
  final int[] leafStarts;
  final int[] treeGroups;

  /** For each node: the column, where its float lies from the column's base, what it must reach. */
  final int[] columns;

  final int[] offsets;
  final float[] thresholds;
  final float[] leaves;

  /** The tables of categories, one after the other, and where each column's begins. */
  final float[] tables;

  final int[] tableStarts;

  private final List<Map<List<Integer>, Integer>> sets = new ArrayList<>();

  /**
   * @param categories how many each column has, 0 for a number
   */
  PaddedTrees(List<Tree> trees, int[] treeGroups, int groups, int[] categories) {
    this.width = categories.length;
    this.groups = groups;
    this.categories = categories;
    this.treeGroups = treeGroups;
    depths = trees.stream().mapToInt(t -> t.depth(0)).toArray();
    nodeStarts = new int[depths.length];
    leafStarts = new int[depths.length];
    int nodes = 0;
    int ends = 0;
    for (int t = 0; t < depths.length; t++) {
      nodeStarts[t] = nodes;
      leafStarts[t] = ends;
      nodes = Math.addExact(nodes, (1 << depths[t]) - 1);
      ends = Math.addExact(ends, 1 << depths[t]);
    }
    columns = new int[nodes];
    offsets = new int[nodes];
    thresholds = new float[nodes];
    leaves = new float[ends];
    for (int j = 0; j < width; j++) {
      sets.add(new HashMap<>());
    }
    for (int t = 0; t < depths.length; t++) {
      lay(trees.get(t), 0, t, 0, depths[t]);
    }
    tableStarts = new int[width];
    tables = tables();
  }

  private void lay(Tree tree, int node, int t, int place, int below) {
    if (tree.isLeaf(node)) {
      int leftmost = ((place + 1) << below) - (1 << depths[t]);
      Arrays.fill(
          leaves,
          leafStarts[t] + leftmost,
          leafStarts[t] + leftmost + (1 << below),
          tree.leaf(node));
      return;
    }
    int at = nodeStarts[t] + place;
    int column = tree.column(node);
    columns[at] = column;
    if (categories[column] > 0) {
      offsets[at] = line(tree, node, column) * (categories[column] + 1);
      thresholds[at] = 0.5f;
    } else {
      offsets[at] = tree.missingLeft(node) ? 0 : 1;
      thresholds[at] = tree.threshold(node);
    }
    lay(tree, tree.left(node), t, 2 * place + 1, below - 1);
    lay(tree, tree.right(node), t, 2 * place + 2, below - 1);
  }

  /** The line of a node's set; its last place says where a missing value goes. */
  private int line(Tree tree, int node, int column) {
    List<Integer> set = new ArrayList<>();
    if (tree.isCategorical(node)) {
      for (int category : tree.categories(node)) {
        set.add(category);
      }
    } else {
      for (int category = 0; category < categories[column]; category++) {
        if (category >= tree.threshold(node)) {
          set.add(category);
        }
      }
    }
    if (!tree.missingLeft(node)) {
      set.add(categories[column]);
    }
    Map<List<Integer>, Integer> known = sets.get(column);
    return known.computeIfAbsent(set, s -> known.size());
  }

  private float[] tables() {
    int size = 0;
    for (int j = 0; j < width; j++) {
      tableStarts[j] = size;
      size = Math.addExact(size, Math.multiplyExact(sets.get(j).size(), categories[j] + 1));
    }
    float[] all = new float[size];
    for (int j = 0; j < width; j++) {
      int column = j;
      sets.get(j)
          .forEach(
              (set, line) ->
                  set.forEach(
                      c -> all[tableStarts[column] + line * (categories[column] + 1) + c] = 1));
      sets.get(j).clear();
    }
    return all;
  }
}
