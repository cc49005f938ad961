package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import dev.plumbline.runner.value.Hash64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Byte arrays: nulls and distinct ones. */
final class BytesColumn implements ColumnProfile {
  private final Distinct distinct = new Distinct();
  private long nulls;

  @Override
  public void add(Object value) {
    if (value == null) {
      nulls++;
    } else {
      distinct.add(Hash64.of((byte[]) value, 0));
    }
  }

  @Override
  public void merge(ColumnProfile other) {
    BytesColumn that = (BytesColumn) other;
    nulls += that.nulls;
    distinct.merge(that.distinct);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(nulls);
    distinct.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    nulls = in.readLong();
    distinct.read(in);
  }

  @Override
  public void tell(String name, List<Profile.Column> told) {
    told.add(
        new Profile.Column(
            name,
            Scalar.BINARY.toString(),
            nulls,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            distinct.estimate()));
  }
}
