package dev.plumbline.tracking.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A body to send: a short one in one piece with its length, a long one as it is written. */
final class Reply extends OutputStream {
  private static final int FIRST = 4 << 10;
  private static final int PIECE = 64 << 10;
  private final Response response;
  private byte[] bytes = new byte[FIRST];
  private int count;
  private OutputStream rest = OutputStream.nullOutputStream();
  private boolean streams;

  Reply(Response response) {
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (count + length > PIECE) {
      send();
    }
    if (length > PIECE) {
      rest.write(from, offset, length);
      return;
    }
    if (count + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(PIECE, Math.max(2 * bytes.length, count + length)));
    }
    System.arraycopy(from, offset, bytes, count, length);
    count += length;
  }

  private void send() throws IOException {
    if (!streams) {
      streams = true;
      rest = Content.Sink.asOutputStream(response);
    }
    rest.write(bytes, 0, count);
    count = 0;
  }

  /** Sends what there is left, and tells when it is sent. */
  void finish(Callback callback) throws IOException {
    if (streams) {
      send();
      rest.close();
      callback.succeeded();
    } else {
      response.write(true, ByteBuffer.wrap(bytes, 0, count), callback);
    }
  }
}
