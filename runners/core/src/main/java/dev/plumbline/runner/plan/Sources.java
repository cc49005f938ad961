package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Source;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What an ingest step would read now, as ingredients: digests of files, or what a probe says. */
final class Sources {
  /** Begins the name of a file's ingredient. */
  static final String FILE = "file ";

  private final PlanningServices services;
  private final String nonce;

  Sources(PlanningServices services, String nonce) {
    this.services = services;
    this.nonce = nonce;
  }

  Map<String, String> of(Node.Ingest ingest) throws Exception {
    Map<String, String> is = new TreeMap<>();
    Source source = ingest.ingest().source(services.resources());
    if (source instanceof Source.Files files) {
      for (Path path : files.paths()) {
        Path file = services.resources().path(path);
        is.put(unused(FILE + file.getFileName(), is), services.files().of(file));
      }
    } else if (source instanceof Source.Probed probed) {
      is.put(Fingerprinter.SOURCE, "probed " + probed.version());
    } else {
      is.put(Fingerprinter.SOURCE, Fingerprinter.UNKNOWN + nonce);
    }
    return is;
  }

  /** The name itself, or with a number where another folder's file has it. */
  private static String unused(String name, Map<String, String> is) {
    String free = name;
    for (int i = 2; is.containsKey(free); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }
}
