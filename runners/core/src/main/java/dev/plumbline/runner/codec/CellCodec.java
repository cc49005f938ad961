package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.FieldType;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One type's cells, which are not null here, as bytes; the format is told at {@link RowCodec}. */
interface CellCodec {
  void write(Object cell, DataOutput out) throws IOException;

  Object read(DataInput in) throws IOException;

  static CellCodec of(FieldType type) {
    if (type instanceof FieldType.Scalar scalar) {
      return ScalarCodec.of(scalar);
    }
    if (type instanceof FieldType.EnumOf) {
      return ScalarCodec.STRING;
    }
    if (type instanceof FieldType.DecimalOf d) {
      return d.precision() <= 18 ? new ShortDecimal(d.scale()) : new LongDecimal(d.scale());
    }
    if (type instanceof FieldType.Struct s) {
      return OfStruct.of(s.schema().fields().stream().map(f -> f.type()).toList());
    }
    if (type instanceof FieldType.ListOf l) {
      return new OfList(of(l.element()));
    }
    FieldType.MapOf map = (FieldType.MapOf) type;
    return new OfMap(of(map.key()), of(map.value()));
  }

  /** Decimals whose unscaled value fits a long. */
  record ShortDecimal(int scale) implements CellCodec {
    @Override
    public void write(Object cell, DataOutput out) throws IOException {
      BigDecimal decimal = (BigDecimal) cell;
      out.writeLong(decimal.setScale(scale).unscaledValue().longValueExact());
    }

    @Override
    public Object read(DataInput in) throws IOException {
      return BigDecimal.valueOf(in.readLong(), scale);
    }
  }

  /** Decimals of more than 18 digits. */
  record LongDecimal(int scale) implements CellCodec {
    @Override
    public void write(Object cell, DataOutput out) throws IOException {
      byte[] unscaled = ((BigDecimal) cell).setScale(scale).unscaledValue().toByteArray();
      Varint.write(unscaled.length, out);
      out.write(unscaled);
    }

    @Override
    public Object read(DataInput in) throws IOException {
      byte[] unscaled = new byte[Varint.readSize(in)];
      in.readFully(unscaled);
      return new BigDecimal(new BigInteger(unscaled), scale);
    }
  }

  /** Cells of fixed types behind a bitmap of nulls. */
  record OfStruct(List<CellCodec> cells) implements CellCodec {
    static OfStruct of(List<FieldType> types) {
      return new OfStruct(types.stream().map(CellCodec::of).toList());
    }

    @Override
    public void write(Object cell, DataOutput out) throws IOException {
      Object[] values = (Object[]) cell;
      if (values.length != cells.size()) {
        throw new IllegalArgumentException(
            "Cannot write row: " + values.length + " cells for " + cells.size() + " fields");
      }
      out.write(Nulls.bitmap(Arrays.asList(values)));
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          cells.get(i).write(values[i], out);
        }
      }
    }

    @Override
    public Object read(DataInput in) throws IOException {
      Object[] values = new Object[cells.size()];
      byte[] nulls = Nulls.read(values.length, in);
      for (int i = 0; i < values.length; i++) {
        values[i] = Nulls.at(nulls, i) ? null : cells.get(i).read(in);
      }
      return values;
    }
  }

  /** Elements behind a bitmap of nulls. */
  record OfList(CellCodec element) implements CellCodec {
    @Override
    public void write(Object cell, DataOutput out) throws IOException {
      List<?> values = (List<?>) cell;
      Varint.write(values.size(), out);
      out.write(Nulls.bitmap(values));
      for (Object value : values) {
        if (value != null) {
          element.write(value, out);
        }
      }
    }

    @Override
    public Object read(DataInput in) throws IOException {
      int size = Varint.readSize(in);
      byte[] nulls = Nulls.read(size, in);
      List<Object> values = new ArrayList<>(Math.min(size, 1 << 16));
      for (int i = 0; i < size; i++) {
        values.add(Nulls.at(nulls, i) ? null : element.read(in));
      }
      return values;
    }
  }

  /** Entries by the bytes of their keys. */
  record OfMap(CellCodec key, CellCodec value) implements CellCodec {
    @Override
    public void write(Object cell, DataOutput out) throws IOException {
      TreeMap<byte[], Object> sorted = new TreeMap<>(Arrays::compareUnsigned);
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) cell).entrySet()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        key.write(entry.getKey(), new DataOutputStream(bytes));
        sorted.put(bytes.toByteArray(), entry.getValue());
      }
      Varint.write(sorted.size(), out);
      out.write(Nulls.bitmap(sorted.values()));
      for (Map.Entry<byte[], Object> entry : sorted.entrySet()) {
        out.write(entry.getKey());
        if (entry.getValue() != null) {
          value.write(entry.getValue(), out);
        }
      }
    }

    @Override
    public Object read(DataInput in) throws IOException {
      int size = Varint.readSize(in);
      byte[] nulls = Nulls.read(size, in);
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        Object name = key.read(in);
        values.put(name, Nulls.at(nulls, i) ? null : value.read(in));
      }
      return values;
    }
  }
}
