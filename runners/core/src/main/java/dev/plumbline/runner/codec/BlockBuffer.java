package dev.plumbline.runner.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A growing little-endian buffer that one block is written into. */
final class BlockBuffer {
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  /** The buffer with room for some more bytes. */
  ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int size = Math.max(Math.multiplyExact(bytes.capacity(), 2), bytes.position() + more);
      ByteBuffer wider = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      wider.put(bytes.flip());
      bytes = wider;
    }
    return bytes;
  }

  void clear() {
    bytes.clear();
  }

  /** What was written, ready to read. */
  ByteBuffer flip() {
    return bytes.flip();
  }
}
