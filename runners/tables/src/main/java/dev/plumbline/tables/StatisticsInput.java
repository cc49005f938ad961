package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.defaults.engine.hadoopio.HadoopInputFile;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * A data file whose footer Kernel reads. Kernel parses Hadoop's XML defaults anew for each file
 * unless the file brings a configuration; this one brings an empty one and reads as the table does.
 */
final class StatisticsInput extends HadoopInputFile {
  private static final Configuration EMPTY = new Configuration(false);

  private final InputFile input;

  StatisticsInput(InputFile input, long size) {
    super(null, null, size); // asked for nothing: every use of them is overridden
    this.input = input;
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
