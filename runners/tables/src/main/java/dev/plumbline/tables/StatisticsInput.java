package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.defaults.engine.hadoopio.HadoopInputFile;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/**
 * A data file whose footer Kernel reads. Kernel parses Hadoop's XML defaults anew for each file
 * unless the file brings a configuration; this one brings an empty one and reads by java.nio.
 */
final class StatisticsInput extends HadoopInputFile {
  private static final Configuration EMPTY = new Configuration(false);

  private final NioInput input;

  StatisticsInput(Path file, long size) {
    super(null, null, size); // asked for nothing: every use of them is overridden
    this.input = new NioInput(file);
  }

  @Override
  public Configuration configuration() {
    return EMPTY;
  }

  @Override
  public String path() {
    return input.path();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return input.newStream();
  }
}
