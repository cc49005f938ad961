package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Puts the values of a row group together into rows of cells; the array is used again. */
final class ParquetCells extends RecordMaterializer<Object[]> {
  private Object[] row = {};
  private String fault = "";
  private final GroupConverter root;

  ParquetCells(Schema<?> schema, MessageType wanted) {
    root = struct(schema, wanted, "", cells -> row = (Object[]) cells);
  }

  @Override
  public Object[] getCurrentRecord() {
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  /** What is wrong with the row just read; empty if nothing. */
  String takeFault() {
    String taken = fault;
    fault = "";
    return taken;
  }

  private GroupConverter struct(
      Schema<?> schema, GroupType type, String prefix, Consumer<Object> sink) {
    Converter[] inner = new Converter[type.getFieldCount()];
    Object[][] open = {new Object[inner.length]};
    for (int i = 0; i < inner.length; i++) {
      int field = i;
      var each = schema.fields().get(i);
      inner[i] =
          converter(each.type(), type.getType(i), prefix + each.name(), c -> open[0][field] = c);
    }
    return group(inner, () -> open[0] = new Object[inner.length], () -> sink.accept(open[0]));
  }

  private Converter converter(FieldType wanted, Type type, String path, Consumer<Object> sink) {
    if (wanted instanceof FieldType.Struct s) {
      return struct(s.schema(), type.asGroupType(), path + ".", sink);
    }
    if (wanted instanceof FieldType.ListOf l) {
      return list(l, type.asGroupType().getType(0).asGroupType(), path, sink);
    }
    if (wanted instanceof FieldType.MapOf m) {
      return map(m, type.asGroupType().getType(0).asGroupType(), path, sink);
    }
    PrimitiveType stored = type.asPrimitiveType();
    return new Leaf(ParquetLeaf.of(wanted, stored).orElseThrow(), path, sink);
  }

  private Converter list(
      FieldType.ListOf wanted, GroupType middle, String path, Consumer<Object> sink) {
    List<List<Object>> open = new ArrayList<>(List.of(List.of()));
    Object[] element = new Object[1];
    Converter inner =
        converter(wanted.element(), middle.getType(0), path + "[]", c -> element[0] = c);
    Converter each =
        group(new Converter[] {inner}, () -> element[0] = null, () -> open.get(0).add(element[0]));
    return group(
        new Converter[] {each},
        () -> open.set(0, new ArrayList<>()),
        () -> sink.accept(open.get(0)));
  }

  private Converter map(
      FieldType.MapOf wanted, GroupType middle, String path, Consumer<Object> sink) {
    List<Map<Object, Object>> open = new ArrayList<>(List.of(Map.of()));
    Object[] pair = new Object[2];
    Converter[] inner = {
      converter(wanted.key(), middle.getType(0), path + ".key", c -> pair[0] = c),
      converter(wanted.value(), middle.getType(1), path + ".value", c -> pair[1] = c)
    };
    Converter each = group(inner, () -> pair[1] = null, () -> open.get(0).put(pair[0], pair[1]));
    return group(
        new Converter[] {each},
        () -> open.set(0, new LinkedHashMap<>()),
        () -> sink.accept(open.get(0)));
  }

  private static GroupConverter group(Converter[] inner, Runnable start, Runnable end) {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int field) {
        return inner[field];
      }

      @Override
      public void start() {
        start.run();
      }

      @Override
      public void end() {
        end.run();
      }
    };
  }

  /** One column's values; those of a dictionary are turned into cells once. */
  private final class Leaf extends PrimitiveConverter {
    private final ParquetLeaf leaf;
    private final String path;
    private final Consumer<Object> sink;
    private Object[] decoded = {};

    Leaf(ParquetLeaf leaf, String path, Consumer<Object> sink) {
      this.leaf = leaf;
      this.path = path;
      this.sink = sink;
    }

    private void put(Object value) {
      try {
        sink.accept(leaf.cell(value));
      } catch (ArithmeticException e) {
        fault = "column " + path + ": " + value + ", " + e.getMessage();
      }
    }

    @Override
    public boolean hasDictionarySupport() {
      return leaf instanceof ParquetLeaf.Text;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      decoded = new Object[dictionary.getMaxId() + 1];
      for (int i = 0; i < decoded.length; i++) {
        decoded[i] = leaf.cell(dictionary.decodeToBinary(i));
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      sink.accept(decoded[id]);
    }

    @Override
    public void addInt(int value) {
      put((long) value);
    }

    @Override
    public void addLong(long value) {
      put(value);
    }

    @Override
    public void addBoolean(boolean value) {
      put(value);
    }

    @Override
    public void addFloat(float value) {
      put(value);
    }

    @Override
    public void addDouble(double value) {
      put(value);
    }

    @Override
    public void addBinary(Binary value) {
      put(value);
    }
  }
}
