package dev.plumbline.runner.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The code that a step can reach.
 *
 * @param digest 64 hexadecimal digits; equal when all ingredients are, whatever the file names of
 *     the libraries
 * @param ingredients what the digest is made of, each with a digest or version of its own: {@code
 *     method dev.x.Late#share}, {@code constructor dev.x.Late}, {@code static initialiser
 *     dev.x.Late}, {@code record dev.x.Flight} (or class, enum, interface: its declaration), {@code
 *     package org.other} (packed into the same jar from another project), {@code library
 *     foo-1.0.jar}, {@code java}, {@code rules} (those of the fingerprint itself). Overloads share
 *     an ingredient; lambdas, anonymous and local classes belong to the method around them.
 */
public record CodeFingerprint(String digest, SortedMap<String, String> ingredients) {
  static final String LIBRARY = "library ";

  public CodeFingerprint {
    ingredients = Collections.unmodifiableSortedMap(new TreeMap<>(ingredients));
  }

  /** The fingerprint made of these ingredients. */
  static CodeFingerprint of(Map<String, String> ingredients) {
    StringBuilder text = new StringBuilder();
    List<String> libraries = new ArrayList<>();
    new TreeMap<>(ingredients)
        .forEach(
            (name, value) -> {
              if (name.startsWith(LIBRARY)) {
                libraries.add(value);
              } else {
                text.append(name).append('=').append(value).append('\n');
              }
            });
    Collections.sort(libraries);
    libraries.forEach(value -> text.append(LIBRARY).append(value).append('\n'));
    return new CodeFingerprint(Digests.of(text.toString()), new TreeMap<>(ingredients));
  }
}
