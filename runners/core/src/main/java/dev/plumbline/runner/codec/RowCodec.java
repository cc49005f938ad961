package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The cells of a row as bytes and back. Deterministic: equal cells have equal bytes, maps in any
 * order included. Immutable and safe for use by many threads.
 *
 * <p>Format, version 1: the byte 1, then a struct of the schema's fields.
 *
 * <ul>
 *   <li>struct: a bitmap of nulls, field 0 in bit 0 of the first of ⌈n / 8⌉ bytes, then every cell
 *       that is not null
 *   <li>boolean, byte: one byte; short, int, long: 2, 4, 8 bytes, big-endian
 *   <li>float, double: their IEEE bits, big-endian; every NaN as the canonical one
 *   <li>char, string, enum: a varint of (bytes × 2), then UTF-8; with lone surrogates a varint of
 *       (bytes × 2 + 1), then UTF-16 big-endian
 *   <li>decimal: the unscaled value; 8 bytes when precision ≤ 18, else a varint of bytes and two's
 *       complement
 *   <li>date: a zigzag varint of epoch days; timestamps: 8 bytes of epoch microseconds, of UTC for
 *       the zoneless
 *   <li>binary: a varint of bytes and these
 *   <li>list: a varint of elements, a bitmap of nulls, then the elements
 *   <li>map: a varint of entries, a bitmap of null values, then key and value of each, by the
 *       unsigned bytes of the keys
 * </ul>
 *
 * A varint has 7 bits a byte, the lowest first, the top bit set on all but the last.
 */
public final class RowCodec {
  private static final int VERSION = 1;

  private final CellCodec.OfStruct struct;

  private RowCodec(CellCodec.OfStruct struct) {
    this.struct = struct;
  }

  public static RowCodec of(Schema<?> schema) {
    return ofTypes(schema.fields().stream().map(Field::type).toList());
  }

  /** Of cells without names, such as the columns of a key. */
  public static RowCodec ofTypes(List<FieldType> types) {
    return new RowCodec(CellCodec.OfStruct.of(types));
  }

  public void write(Object[] cells, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    struct.write(cells, out);
  }

  /**
   * @throws IOException also when the bytes are of another version
   */
  public Object[] read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "Cannot read row: format version " + version + ", write it again with this release");
    }
    return (Object[]) struct.read(in);
  }

  public byte[] toBytes(Object[] cells) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
      write(cells, new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws UncheckedIOException when the bytes are cut short or of another version
   */
  public Object[] fromBytes(byte[] bytes) {
    try {
      return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
