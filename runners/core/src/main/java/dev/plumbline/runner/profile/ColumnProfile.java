package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What is gathered of one column. */
interface ColumnProfile {
  /** Takes a cell, or the value as the record holds it, without its Optional; null is one too. */
  void add(Object value);

  /** Adds another of the same kind, which is not used any more. */
  void merge(ColumnProfile other);

  void write(DataOutput out) throws IOException;

  /** Fills this empty one from what {@link #write} wrote. */
  void read(DataInput in) throws IOException;

  /** Appends the statistics of this column and those below it. */
  void tell(String name, List<Profile.Column> told);

  static ColumnProfile of(Field field) {
    return of(field.type());
  }

  private static ColumnProfile of(FieldType type) {
    if (type instanceof FieldType.Struct struct) {
      return new StructColumn(struct.schema());
    }
    if (type instanceof FieldType.DecimalOf decimal) {
      return new DecimalColumn(decimal);
    }
    if (type instanceof FieldType.ListOf || type instanceof FieldType.MapOf) {
      return new SizeColumn(type);
    }
    if (type instanceof FieldType.EnumOf || type == Scalar.STRING || type == Scalar.CHAR) {
      return new TextColumn(type);
    }
    if (type == Scalar.BINARY) {
      return new BytesColumn();
    }
    return type == Scalar.DOUBLE || type == Scalar.FLOAT
        ? new DoubleColumn((Scalar) type)
        : new LongColumn(LongForm.of((Scalar) type));
  }
}
