package dev.plumbline.cli.jar;

import java.util.regex.Pattern;

/** What a file in a jar is, by its name, to a jar made of many. */
enum EntryName {
  FILE,
  /** Lists implementations: those of all jars together. */
  SERVICE,
  /** Licences and notices: each jar's own are kept. */
  LEGAL,
  /** True of one jar alone: its manifest, index, signature, module, Maven's notes. */
  DROPPED;

  static final String VERSIONS = "META-INF/versions/";

  private static final Pattern LEGAL_NAME =
      Pattern.compile("(?i)(META-INF/)?(LICEN[CS]E|NOTICE|COPYING|DEPENDENCIES)[^/]*");
  private static final Pattern OF_ONE =
      Pattern.compile(
          "(.*/)?module-info\\.class"
              + "|META-INF/(MANIFEST\\.MF|INDEX\\.LIST|SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC)|maven/.*)");

  /**
   * @param multiRelease whether the jar's manifest says so; if not, other versions' classes in it
   *     mean nothing
   */
  static EntryName of(String name, boolean multiRelease) {
    if (OF_ONE.matcher(name).matches() || (name.startsWith(VERSIONS) && !multiRelease)) {
      return DROPPED;
    }
    if (name.startsWith("META-INF/services/")) {
      return SERVICE;
    }
    boolean legal = !name.endsWith(".class") && LEGAL_NAME.matcher(name).matches();
    return legal ? LEGAL : FILE;
  }
}
