package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.wire.Code;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is refused once it grows too long. */
final class LimitedBody extends FilterInputStream {
  private final long most;
  private long left;

  LimitedBody(InputStream in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      took(1);
    }
    return read;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = super.read(into, from, length);
    if (read > 0) {
      took(read);
    }
    return read;
  }

  private void took(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw new Refusal(
          Code.REQUEST_TOO_LARGE,
          "Cannot read the request: its body has more than " + most + " bytes, send it in parts");
    }
  }
}
