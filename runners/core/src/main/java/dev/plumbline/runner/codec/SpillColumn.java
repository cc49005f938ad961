package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.nio.ByteBuffer;

/**
 * One column of the blocks of a {@link RowSpill}: an instance gathers cells and writes them,
 * another loads them and hands them out.
 */
interface SpillColumn {
  /** Takes the next row's cell, which may be null; at most {@link RowSpill#BLOCK} in a block. */
  void add(Object cell);

  /** Writes the gathered cells and forgets them. */
  void write(BlockBuffer out);

  /** Reads a block of some rows. */
  void load(ByteBuffer in, int rows);

  /** The cell of a row of the loaded block. */
  Object cell(int row);

  static SpillColumn of(FieldType type) {
    if (type instanceof FieldType.Struct struct) {
      return new StructColumn(struct.schema().fields().stream().map(f -> of(f.type())).toList());
    }
    if (type instanceof FieldType.EnumOf || type == Scalar.STRING || type == Scalar.CHAR) {
      return new TextColumn();
    }
    if (type instanceof Scalar scalar && scalar != Scalar.BINARY) {
      return new WordColumn(Word.of(scalar));
    }
    if (type instanceof FieldType.DecimalOf decimal && decimal.precision() <= 18) {
      return new WordColumn(Word.ofDecimal(decimal.scale()));
    }
    return new OpaqueColumn(CellCodec.of(type));
  }
}
