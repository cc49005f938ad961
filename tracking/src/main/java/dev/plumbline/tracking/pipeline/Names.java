package dev.plumbline.tracking.pipeline;

/** Names of metrics, params and files as MLflow allows them. */
final class Names {
  private static final int LONGEST = 250;

  private Names() {}

  /** The name with an underscore for each character that no key may have. */
  static String key(String name) {
    StringBuilder key = new StringBuilder();
    for (String part : name.split("/")) {
      String safe = part(part);
      if (!safe.isEmpty()) {
        key.append(key.isEmpty() ? "" : "/").append(safe);
      }
    }
    if (key.length() > LONGEST) {
      key.setLength(key.charAt(LONGEST - 1) == '/' ? LONGEST - 1 : LONGEST);
    }
    return key.isEmpty() ? "_" : key.toString();
  }

  private static String part(String part) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      safe.append(Character.isLetterOrDigit(c) || "_.- :".indexOf(c) >= 0 ? c : '_');
    }
    String name = safe.toString();
    return name.equals(".") || name.equals("..") ? "_" : name;
  }
}
