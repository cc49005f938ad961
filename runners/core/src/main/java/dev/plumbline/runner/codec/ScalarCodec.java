package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The codecs of types without parameters. */
enum ScalarCodec implements CellCodec {
  BOOLEAN((cell, out) -> out.writeBoolean((Boolean) cell), DataInput::readBoolean),
  BYTE((cell, out) -> out.writeByte((Byte) cell), DataInput::readByte),
  SHORT((cell, out) -> out.writeShort((Short) cell), DataInput::readShort),
  INT((cell, out) -> out.writeInt((Integer) cell), DataInput::readInt),
  LONG((cell, out) -> out.writeLong((Long) cell), DataInput::readLong),
  FLOAT((cell, out) -> out.writeInt(Float.floatToIntBits((Float) cell)), DataInput::readFloat),
  DOUBLE(
      (cell, out) -> out.writeLong(Double.doubleToLongBits((Double) cell)), DataInput::readDouble),
  STRING((cell, out) -> writeText((String) cell, out), ScalarCodec::readText),
  DATE(
      (cell, out) -> {
        long days = ((LocalDate) cell).toEpochDay();
        Varint.write((days << 1) ^ (days >> 63), out);
      },
      in -> {
        long zigzag = Varint.read(in);
        return LocalDate.ofEpochDay((zigzag >>> 1) ^ -(zigzag & 1));
      }),
  TIMESTAMP(
      (cell, out) -> out.writeLong(Micros.of((Instant) cell)), in -> Micros.instant(in.readLong())),
  TIMESTAMP_NTZ(
      (cell, out) -> out.writeLong(Micros.of((LocalDateTime) cell)),
      in -> Micros.local(in.readLong())),
  BINARY(
      (cell, out) -> {
        Varint.write(((byte[]) cell).length, out);
        out.write((byte[]) cell);
      },
      in -> {
        byte[] bytes = new byte[Varint.readSize(in)];
        in.readFully(bytes);
        return bytes;
      });

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Writing writing;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Reading reading;

  ScalarCodec(Writing writing, Reading reading) {
    this.writing = writing;
    this.reading = reading;
  }

  static ScalarCodec of(Scalar type) {
    return type == Scalar.CHAR ? STRING : valueOf(type.name());
  }

  @Override
  public void write(Object cell, DataOutput out) throws IOException {
    writing.write(cell, out);
  }

  @Override
  public Object read(DataInput in) throws IOException {
    return reading.read(in);
  }

  private static void writeText(String text, DataOutput out) throws IOException {
    boolean lone = Surrogates.lone(text);
    byte[] bytes = lone ? Surrogates.utf16(text) : text.getBytes(StandardCharsets.UTF_8);
    Varint.write(((long) bytes.length << 1) | (lone ? 1 : 0), out);
    out.write(bytes);
  }

  private static String readText(DataInput in) throws IOException {
    long head = Varint.read(in);
    if (head < 0 || head >>> 1 > Integer.MAX_VALUE - 8) {
      throw new IOException("Cannot read row: a text of " + head + " bytes, the file is damaged");
    }
    byte[] bytes = new byte[(int) (head >>> 1)];
    in.readFully(bytes);
    return (head & 1) == 0 ? new String(bytes, StandardCharsets.UTF_8) : Surrogates.text(bytes);
  }

  private interface Writing {
    void write(Object cell, DataOutput out) throws IOException;
  }

  private interface Reading {
    Object read(DataInput in) throws IOException;
  }
}
