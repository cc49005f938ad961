package dev.plumbline.runner.codec;

import java.nio.ByteBuffer;
import java.util.List;

/** A struct as its nulls and the columns of its fields, which hold nulls where it is null. */
final class StructColumn implements SpillColumn {
  private final List<SpillColumn> fields;
  private final NullBlock nulls = new NullBlock();
  private int size;

  StructColumn(List<SpillColumn> fields) {
    this.fields = fields;
  }

  @Override
  public void add(Object cell) {
    if (cell == null) {
      nulls.set(size);
    }
    size++;
    Object[] cells = (Object[]) cell;
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).add(cells == null ? null : cells[i]);
    }
  }

  @Override
  public void write(BlockBuffer out) {
    nulls.write(out, size);
    fields.forEach(f -> f.write(out));
    nulls.clear();
    size = 0;
  }

  @Override
  public void load(ByteBuffer in, int rows) {
    nulls.load(in, rows);
    fields.forEach(f -> f.load(in, rows));
  }

  @Override
  public Object cell(int row) {
    if (nulls.at(row)) {
      return null;
    }
    Object[] cells = new Object[fields.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = fields.get(i).cell(row);
    }
    return cells;
  }
}
