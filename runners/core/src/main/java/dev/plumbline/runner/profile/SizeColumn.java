package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Lists and maps: nulls under the column's name, sizes under {@code name.size}. */
final class SizeColumn implements ColumnProfile {
  private final FieldType type;
  private final LongColumn sizes = new LongColumn(LongForm.of(Scalar.INT));
  private long nulls;

  SizeColumn(FieldType type) {
    this.type = type;
  }

  @Override
  public void add(Object value) {
    if (value == null) {
      nulls++;
      sizes.add(null);
    } else {
      sizes.addLong(value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size());
    }
  }

  @Override
  public void merge(ColumnProfile other) {
    SizeColumn that = (SizeColumn) other;
    nulls += that.nulls;
    sizes.merge(that.sizes);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(nulls);
    sizes.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    nulls = in.readLong();
    sizes.read(in);
  }

  @Override
  public void tell(String name, List<Profile.Column> told) {
    told.add(StructColumn.nullsOnly(name, type, nulls));
    sizes.tell(name + ".size", told);
  }
}
