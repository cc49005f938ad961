package dev.plumbline.dags.document;

import java.util.List;

/** A document that isn't as Plumbline writes them; tells every fault with its path. */
public final class FaultyDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> faults;

  FaultyDocumentException(String file, List<String> faults) {
    super(
        "Cannot use the document "
            + file
            + ", export the pipeline again:\n  "
            + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /** Each begins with the place of the fault, a JSON pointer. */
  public List<String> faults() {
    return faults;
  }
}
