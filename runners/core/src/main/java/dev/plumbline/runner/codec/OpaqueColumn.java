package dev.plumbline.runner.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Cells of any type, one after the other as {@link RowCodec} writes them. */
final class OpaqueColumn implements SpillColumn {
  private final CellCodec codec;
  private final NullBlock nulls = new NullBlock();
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(gathered);
  private final Object[] loaded = new Object[RowSpill.BLOCK];
  private int size;

  OpaqueColumn(CellCodec codec) {
    this.codec = codec;
  }

  @Override
  public void add(Object cell) {
    if (cell == null) {
      nulls.set(size);
    } else {
      try {
        codec.write(cell, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    size++;
  }

  @Override
  public void write(BlockBuffer block) {
    nulls.write(block, size);
    byte[] bytes = gathered.toByteArray();
    block.room(4 + bytes.length).putInt(bytes.length).put(bytes);
    nulls.clear();
    gathered.reset();
    size = 0;
  }

  @Override
  public void load(ByteBuffer in, int rows) {
    nulls.load(in, rows);
    DataInputStream bytes = bytes(in);
    try {
      for (int i = 0; i < rows; i++) {
        loaded[i] = nulls.at(i) ? null : codec.read(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Object cell(int row) {
    return loaded[row];
  }

  /** The next bytes of a block, behind their count. */
  static DataInputStream bytes(ByteBuffer in) {
    int length = in.getInt();
    int from = in.arrayOffset() + in.position();
    in.position(in.position() + length);
    return new DataInputStream(new ByteArrayInputStream(in.array(), from, length));
  }
}
