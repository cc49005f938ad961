package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A record: its nulls, and its fields' columns by path. */
final class StructColumn implements ColumnProfile {
  private final Schema<?> schema;
  private final ColumnProfile[] fields;
  private final FieldFeed[] feeds;
  private long nulls;

  StructColumn(Schema<?> schema) {
    this.schema = schema;
    this.fields = schema.fields().stream().map(ColumnProfile::of).toArray(ColumnProfile[]::new);
    this.feeds = new FieldFeed[fields.length];
    for (int i = 0; i < fields.length; i++) {
      feeds[i] = FieldFeed.of(schema, i, fields[i]);
    }
  }

  @Override
  public void add(Object value) {
    if (value == null) {
      nulls++;
      for (ColumnProfile field : fields) {
        field.add(null);
      }
    } else if (value instanceof Object[] cells) {
      addCells(cells);
    } else {
      addRow(value);
    }
  }

  void addCells(Object[] cells) {
    for (int i = 0; i < fields.length; i++) {
      fields[i].add(cells[i]);
    }
  }

  void addRow(Object row) {
    for (FieldFeed feed : feeds) {
      feed.take(row);
    }
  }

  @Override
  public void merge(ColumnProfile other) {
    StructColumn that = (StructColumn) other;
    nulls += that.nulls;
    for (int i = 0; i < fields.length; i++) {
      fields[i].merge(that.fields[i]);
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(nulls);
    for (ColumnProfile field : fields) {
      field.write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    nulls = in.readLong();
    for (ColumnProfile field : fields) {
      field.read(in);
    }
  }

  @Override
  public void tell(String name, List<Profile.Column> told) {
    told.add(nullsOnly(name, new FieldType.Struct(schema), nulls));
    tellFields(name + ".", told);
  }

  void tellFields(String prefix, List<Profile.Column> told) {
    List<Field> named = schema.fields();
    for (int i = 0; i < fields.length; i++) {
      fields[i].tell(prefix + named.get(i).name(), told);
    }
  }

  static Profile.Column nullsOnly(String name, FieldType type, long nulls) {
    return new Profile.Column(
        name, type.toString(), nulls, Optional.empty(), Optional.empty(), List.of(), 0);
  }
}
