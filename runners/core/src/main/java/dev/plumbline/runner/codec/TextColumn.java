package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Text by a dictionary for each block: the distinct texts in order of appearance, then an index for
 * each row, where 0 is null.
 */
final class TextColumn implements SpillColumn {
  private final Map<String, Integer> known = new HashMap<>();
  private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
  private final DataOutputStream dictionaryOut = new DataOutputStream(dictionary);
  private final List<String> texts = new ArrayList<>();
  private final WordColumn indexes = new WordColumn(Word.of(Scalar.LONG));
  private String last = "";
  private int lastIndex = 0;

  @Override
  public void add(Object cell) {
    if (cell == null) {
      indexes.addWord(0);
      return;
    }
    String text = (String) cell;
    if (lastIndex == 0 || !text.equals(last)) {
      last = text;
      lastIndex = index(text);
    }
    indexes.addWord(lastIndex);
  }

  private int index(String text) {
    Integer index = known.get(text);
    if (index != null) {
      return index;
    }
    try {
      ScalarCodec.STRING.write(text, dictionaryOut);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    known.put(text, known.size() + 1);
    return known.size();
  }

  @Override
  public void write(BlockBuffer out) {
    byte[] bytes = dictionary.toByteArray();
    out.room(8 + bytes.length).putInt(known.size()).putInt(bytes.length).put(bytes);
    indexes.write(out);
    known.clear();
    dictionary.reset();
    lastIndex = 0;
  }

  @Override
  public void load(ByteBuffer in, int rows) {
    texts.clear();
    texts.add(null);
    int size = in.getInt();
    DataInputStream bytes = OpaqueColumn.bytes(in);
    try {
      for (int i = 0; i < size; i++) {
        texts.add((String) ScalarCodec.STRING.read(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    indexes.load(in, rows);
  }

  @Override
  public Object cell(int row) {
    return texts.get((int) indexes.word(row));
  }
}
