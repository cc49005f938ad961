package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The values that the last row of a page was ordered by, so that the next page begins after that
 * row wherever it stands by then. A value is a Long, Double, String or empty.
 */
final class PageToken {
  private PageToken() {}

  static String write(List<Object> values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(values.size());
      for (Object value : values) {
        if (value instanceof Long number) {
          out.writeByte('L');
          out.writeLong(number);
        } else if (value instanceof Double number) {
          out.writeByte('D');
          out.writeDouble(number);
        } else if (value instanceof String text) {
          out.writeByte('T');
          out.writeUTF(text);
        } else {
          out.writeByte('N');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  static List<Object> read(String token, int expected) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(token)))) {
      int count = in.readUnsignedByte();
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        values.add(
            switch (in.readByte()) {
              case 'L' -> in.readLong();
              case 'D' -> in.readDouble();
              case 'T' -> in.readUTF();
              case 'N' -> Optional.empty();
              default -> throw new IOException("unknown kind of value");
            });
      }
      if (count != expected || in.read() >= 0) {
        throw TrackingException.invalid("Invalid page token, it is another search's");
      }
      return values;
    } catch (IOException | IllegalArgumentException e) {
      throw new TrackingException(
          ErrorCode.INVALID_PARAMETER_VALUE, "Invalid page token, could not base64-decode", e);
    }
  }
}
