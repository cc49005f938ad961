package dev.plumbline.dags.airflow;

import dev.plumbline.dags.document.DagDocument;
import dev.plumbline.dags.document.DagJson;
import dev.plumbline.dags.document.DagSchema;
import dev.plumbline.dags.document.FaultyDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of one DAG: its document, the loader under the same name, and the documents' schema.
 * The loader is a copy of one text, so that a fault in one document is the import error of one DAG.
 */
public final class AirflowFiles {
  private static final String LOADER = "loader.py";
  private final DagDocument document;
  private final SortedMap<String, byte[]> files;

  private AirflowFiles(DagDocument document, SortedMap<String, byte[]> files) {
    this.document = document;
    this.files = Collections.unmodifiableSortedMap(files);
  }

  /** The files of a document, which is held to its schema once more. */
  public static AirflowFiles of(DagDocument document) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    byte[] bytes = DagJson.write(document);
    DagDocument read = DagJson.read(bytes, document.dag() + ".json");
    files.put(document.dag() + ".json", bytes);
    files.put(document.dag() + ".py", loader().getBytes(StandardCharsets.UTF_8));
    files.put(DagSchema.FILE, DagSchema.text().getBytes(StandardCharsets.UTF_8));
    return new AirflowFiles(read, files);
  }

  /** The loader's text, the same for every document. */
  public static String loader() {
    try (InputStream in = AirflowFiles.class.getResourceAsStream(LOADER)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + LOADER, e);
    }
  }

  /** Their names. */
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  /** Of the document. */
  public String hash() {
    return document.hash();
  }

  /**
   * Writes them into a folder, each at once: Airflow, which may read meanwhile, sees the old or the
   * new. The document comes first, for it is the one that a loader asks for.
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path there = folder.resolve(file.getKey());
      if (!Files.exists(there) || !Arrays.equals(Files.readAllBytes(there), file.getValue())) {
        Path begun = Files.createTempFile(folder, ".", ".part");
        Files.write(begun, file.getValue());
        begun.toFile().setReadable(true, false);
        Files.move(
            begun, there, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Where a folder has something else than these files; empty when it has them. */
  public List<String> differences(Path folder) throws IOException {
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path there = folder.resolve(file.getKey());
      if (!Files.exists(there)) {
        different.add(file.getKey() + " is not there");
        continue;
      }
      byte[] bytes = Files.readAllBytes(there);
      if (Arrays.equals(bytes, file.getValue())) {
        continue;
      }
      if (file.getKey().equals(document.dag() + ".json")) {
        different.addAll(changes(bytes, file));
      } else {
        different.add(file.getKey() + " is of another Plumbline, or was changed by hand");
      }
    }
    return different;
  }

  private static List<String> changes(byte[] there, Map.Entry<String, byte[]> file) {
    List<String> changes = new ArrayList<>();
    try {
      DagJson.read(there, file.getKey());
    } catch (FaultyDocumentException e) {
      e.faults().forEach(fault -> changes.add(file.getKey() + fault));
    }
    Changes.between(there, file.getValue()).forEach(c -> changes.add(file.getKey() + c));
    return changes;
  }
}
