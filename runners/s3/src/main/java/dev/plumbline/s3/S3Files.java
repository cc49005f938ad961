package dev.plumbline.s3;

import dev.plumbline.tables.ObjectStore;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Objects as the files that Delta Kernel asks for. Folders are but parts of names. */
final class S3Files implements ObjectStore.Files {
  private final S3Objects objects;
  private final CommitRule rule;
  private final CommitProbe probe;

  S3Files(S3Objects objects, CommitRule rule, CommitProbe probe) {
    this.objects = objects;
    this.rule = rule;
    this.probe = probe;
  }

  @Override
  public Optional<String> obstacleToCommit(String table) {
    try {
      return rule == CommitRule.PROBE ? probe.obstacle(S3Key.of(table)) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    S3Key from = S3Key.of(path);
    List<FileStatus> found =
        objects.list(from).stream().map(f -> status(from.sibling(f.key()), f)).toList();
    if (found.isEmpty() && !objects.hasAny(from.sibling(from.folder()))) {
      throw new FileNotFoundException(path);
    }
    return Utils.toCloseableIterator(found.iterator());
  }

  @Override
  public List<FileStatus> below(String folder) throws IOException {
    S3Key prefix = S3Key.of(folder);
    return objects.below(prefix).stream().map(f -> status(prefix.sibling(f.key()), f)).toList();
  }

  private static FileStatus status(S3Key key, S3Objects.Found found) {
    return FileStatus.of(key.toString(), found.size(), found.modifiedMillis());
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    S3Key key = S3Key.of(path);
    return status(key, objects.head(key));
  }

  @Override
  public String resolvePath(String path) {
    return path;
  }

  @Override
  public boolean mkdirs(String path) {
    return true;
  }

  @Override
  public InputFile newInputFile(String path, long fileSize) {
    return new S3Input(objects, path, fileSize);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new S3Output(objects, rule, path);
  }

  @Override
  public boolean delete(String path) throws IOException {
    objects.delete(S3Key.of(path));
    return true;
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) throws IOException {
    byte[] content = objects.get(S3Key.of(from));
    new S3Output(objects, rule, to).write(content, overwrite);
  }
}
