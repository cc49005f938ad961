package dev.plumbline.tables;

import dev.plumbline.pipeline.json.Json;
import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitMetadata;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.internal.json.JsonUtils;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.commit.DefaultFileSystemManagedTableOnlyCommitter;
import io.delta.kernel.internal.files.ParsedPublishedDeltaData;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes a commit where none is, its first action completed by what Kernel can't say: user
 * metadata, parameters and metrics of the operation.
 */
final class ProvenanceCommitter extends DefaultFileSystemManagedTableOnlyCommitter {
  private final FileIO files;
  private final Supplier<Map<String, Object>> told;

  /**
   * @param told members of {@code commitInfo} that are added or replaced; asked when it is written
   */
  ProvenanceCommitter(FileIO files, Supplier<Map<String, Object>> told) {
    this.files = files;
    this.told = told;
  }

  @Override
  public CommitResponse commit(
      Engine engine, CloseableIterator<Row> actions, CommitMetadata metadata)
      throws CommitFailedException {
    metadata.getReadProtocolOpt().ifPresent(this::validateProtocol);
    metadata.getNewProtocolOpt().ifPresent(this::validateProtocol);
    String file = metadata.getPublishedDeltaFilePath();
    try {
      files.newOutputFile(file).writeAtomically(lines(actions), false);
      return new CommitResponse(ParsedPublishedDeltaData.forFileStatus(files.getFileStatus(file)));
    } catch (FileAlreadyExistsException e) {
      throw new CommitFailedException(true, true, "version " + metadata.getVersion(), e);
    } catch (IOException e) {
      throw new CommitFailedException(true, false, "cannot write " + file + ": " + e, e);
    }
  }

  private CloseableIterator<String> lines(CloseableIterator<Row> actions) {
    return new CloseableIterator<>() {
      private boolean first = true;

      @Override
      public boolean hasNext() {
        return actions.hasNext();
      }

      @Override
      public String next() {
        String line = JsonUtils.rowToJson(actions.next());
        String complete = first ? completed(line) : line;
        first = false;
        return complete;
      }

      @Override
      public void close() throws IOException {
        actions.close();
      }
    };
  }

  /** Kernel puts the commitInfo first. */
  private String completed(String line) {
    Map<String, Object> info = new LinkedHashMap<>();
    ((Map<?, ?>) ((Map<?, ?>) Json.parse(line)).get("commitInfo"))
        .forEach((k, v) -> info.put((String) k, v));
    info.putAll(told.get());
    return Json.write(Map.of("commitInfo", info));
  }
}
