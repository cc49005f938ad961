package dev.plumbline.tracking.pipeline;

import dev.plumbline.tracking.artifacts.LocalArtifacts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Where the files of runs that are being written go. */
interface RunFiles {
  /** Under the artifacts of each run. */
  RunFiles WRITTEN =
      (address, path, content) ->
          LocalArtifacts.at(address)
              .write(path, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));

  /** Nowhere: a run that is restored has those that are left. */
  RunFiles LEFT = (address, path, content) -> {};

  /**
   * Writes a file.
   *
   * @param address of the run's artifacts
   */
  void write(String address, String path, String content);
}
