package dev.plumbline.tracking.rules;

import java.util.List;

/** Names for runs without one: adjective-noun-number, the same for the same run id. */
public final class RunNames {
  private static final List<String> ADJECTIVES =
      List.of(
          "able", "agile", "amber", "ample", "apt", "bold", "brave", "brisk", "calm", "candid",
          "civil", "clear", "clever", "crisp", "deft", "eager", "early", "exact", "fair", "fleet",
          "frank", "fresh", "gentle", "glad", "grand", "hardy", "honest", "humble", "keen", "kind",
          "level", "light", "lively", "loyal", "lucid", "mellow", "merry", "mild", "modest", "neat",
          "nimble", "noble", "patient", "plain", "polite", "proud", "quick", "quiet", "ready",
          "robust", "serene", "sharp", "silent", "sober", "solid", "spry", "steady", "sturdy",
          "subtle", "sunny", "tidy", "upright", "vivid", "warm", "wise", "witty");
  private static final List<String> NOUNS =
      List.of(
          "alder", "anchor", "ant", "arch", "badger", "beam", "bear", "birch", "bison", "bobcat",
          "brook", "cedar", "colt", "crane", "crow", "deer", "dove", "eagle", "elk", "elm",
          "falcon", "fern", "finch", "fir", "fox", "gnat", "goat", "goose", "gull", "hare", "hawk",
          "heron", "hound", "ibis", "jay", "kite", "koala", "lark", "lemur", "lily", "lynx",
          "maple", "mole", "moose", "moth", "mouse", "newt", "oak", "otter", "owl", "perch", "pike",
          "pine", "quail", "raven", "robin", "seal", "shrew", "sloth", "snail", "stork", "swan",
          "tern", "trout", "vole", "whale", "wren", "yak");

  private RunNames() {}

  /** The name of that run. */
  public static String of(String runId) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < runId.length(); i++) {
      hash = (hash ^ runId.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    String adjective = ADJECTIVES.get((int) Long.remainderUnsigned(hash, ADJECTIVES.size()));
    hash = Long.divideUnsigned(hash, ADJECTIVES.size());
    String noun = NOUNS.get((int) Long.remainderUnsigned(hash, NOUNS.size()));
    hash = Long.divideUnsigned(hash, NOUNS.size());
    return adjective + "-" + noun + "-" + Long.remainderUnsigned(hash, 1000);
  }
}
