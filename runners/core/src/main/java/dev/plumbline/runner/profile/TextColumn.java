package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.runner.value.CodePoints;
import dev.plumbline.runner.value.Hash64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Strings, chars and enums; what was seen a moment ago is passed over at once. */
final class TextColumn implements ColumnProfile {
  private static final int SHOWN = 64;
  private static final int RECENT = 256;
  private static final long ODD = 0x9E3779B185EBCA87L;

  private final FieldType type;
  private final String[] recent = new String[RECENT];
  private final Distinct distinct = new Distinct();
  private long nulls;
  private Optional<String> least = Optional.empty();
  private Optional<String> most = Optional.empty();

  TextColumn(FieldType type) {
    this.type = type;
  }

  @Override
  public void add(Object value) {
    if (value == null) {
      nulls++;
    } else if (value instanceof String text) {
      addText(text);
    } else {
      addText(value instanceof Enum<?> constant ? constant.name() : value.toString());
    }
  }

  private void addText(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (RECENT - 1);
    if (text.equals(recent[slot])) {
      return;
    }
    recent[slot] = text;
    distinct.add(hash(text));
    extend(text);
  }

  private void extend(String text) {
    if (least.isEmpty() || CodePoints.compare(text, least.get()) < 0) {
      least = Optional.of(text);
    }
    if (most.isEmpty() || CodePoints.compare(text, most.get()) > 0) {
      most = Optional.of(text);
    }
  }

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = Long.rotateLeft(hash ^ text.charAt(i), 27) * ODD;
    }
    return Hash64.finish(hash);
  }

  @Override
  public void merge(ColumnProfile other) {
    TextColumn that = (TextColumn) other;
    nulls += that.nulls;
    that.least.ifPresent(this::extend);
    that.most.ifPresent(this::extend);
    distinct.merge(that.distinct);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(nulls);
    out.writeBoolean(least.isPresent());
    if (least.isPresent()) {
      out.writeUTF(shown(least.get()));
      out.writeUTF(shown(most.orElseThrow()));
    }
    distinct.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    nulls = in.readLong();
    if (in.readBoolean()) {
      least = Optional.of(in.readUTF());
      most = Optional.of(in.readUTF());
    }
    distinct.read(in);
  }

  @Override
  public void tell(String name, List<Profile.Column> told) {
    told.add(
        new Profile.Column(
            name,
            type.toString(),
            nulls,
            least.map(TextColumn::shown),
            most.map(TextColumn::shown),
            List.of(),
            distinct.estimate()));
  }

  /** The first chars, without half a surrogate pair. */
  private static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    boolean splits =
        Character.isHighSurrogate(text.charAt(SHOWN - 1))
            && Character.isLowSurrogate(text.charAt(SHOWN));
    return text.substring(0, splits ? SHOWN - 1 : SHOWN);
  }
}
