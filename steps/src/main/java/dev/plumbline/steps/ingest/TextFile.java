package dev.plumbline.steps.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** A file's text, strictly of its charset. */
final class TextFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /** The characters behind a byte-order mark; bytes that are no text of the charset fail. */
  static Reader read(InputStream bytes, Charset charset) throws IOException {
    Reader text =
        new InputStreamReader(
            bytes,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    PushbackReader start = new PushbackReader(text);
    int first = start.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      start.unread(first);
    }
    return start;
  }

  /** What a failure in the middle means: damage for good, or something that may pass. */
  static IOException failure(Path file, Charset charset, long line, IOException cause) {
    if (cause instanceof CharacterCodingException) {
      throw new SourceException(
          "Cannot read "
              + file
              + ": soon after line "
              + line
              + " it is not "
              + charset
              + ", give the charset that it was written in, or convert it",
          cause);
    }
    if (cause instanceof EOFException || cause instanceof ZipException) {
      throw new SourceException(
          "Cannot read "
              + file
              + ": the gzip file is damaged or cut off after line "
              + line
              + ", get it again",
          cause);
    }
    return cause;
  }
}
