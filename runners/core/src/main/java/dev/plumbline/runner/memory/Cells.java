package dev.plumbline.runner.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies cells from one layout of columns to another, so that no two rows share an array. */
final class Cells {
  private Cells() {}

  /** A row's cells as other columns, by name; those that it lacks are null. */
  static Object[] copy(Object[] row, List<MemoryColumn> from, List<MemoryColumn> to) {
    Object[] copy = new Object[to.size()];
    for (int i = 0; i < copy.length; i++) {
      for (int j = 0; j < from.size(); j++) {
        if (from.get(j).name().equals(to.get(i).name())) {
          copy[i] = copy(row[j], from.get(j), to.get(i));
        }
      }
    }
    return copy;
  }

  private static Object copy(Object cell, MemoryColumn from, MemoryColumn to) {
    if (cell instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (cell instanceof Object[] row) {
      return copy(row, from.parts(), to.parts());
    }
    if (cell instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(copy(each, from.parts().get(0), to.parts().get(0))));
      return copy;
    }
    if (cell instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(k, copy(v, from.parts().get(1), to.parts().get(1))));
      return copy;
    }
    return cell;
  }
}
