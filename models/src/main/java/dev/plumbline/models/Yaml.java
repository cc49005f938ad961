package dev.plumbline.models;

import java.util.List;
import java.util.Map;

/**
 * Writes trees of maps, lists, texts, numbers and booleans as block-style YAML 1.1, the dialect of
 * MLflow's reader. Every text is double-quoted, so that none is taken for something else.
 */
final class Yaml {
  private final StringBuilder out = new StringBuilder();

  private Yaml() {}

  static String write(Map<String, ?> tree) {
    Yaml yaml = new Yaml();
    yaml.map(tree, "");
    return yaml.out.toString();
  }

  private void map(Map<?, ?> map, String indent) {
    map.forEach(
        (key, value) -> {
          out.append(indent).append(key).append(':');
          value(value, indent);
        });
  }

  private void value(Object value, String indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n');
      map(map, indent + "  ");
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      for (Object each : list) {
        out.append(indent).append('-');
        value(each, indent + "  ");
      }
    } else if (value instanceof Map<?, ?>) {
      out.append(" {}\n");
    } else if (value instanceof List<?>) {
      out.append(" []\n");
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(' ').append(value).append('\n');
    } else {
      out.append(' ');
      quoted(value.toString());
      out.append('\n');
    }
  }

  private void quoted(String text) {
    out.append('"');
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else if (c == '\n') {
                out.append("\\n");
              } else if (c < 0x20
                  || (c >= 0x7f && c < 0xa0)
                  || c == 0x2028
                  || c == 0x2029
                  || c == 0xfeff
                  || (c >= 0xd800 && c < 0xe000)
                  || c == 0xfffe
                  || c == 0xffff) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    out.append('"');
  }
}
