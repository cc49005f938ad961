package dev.plumbline.s3;

import java.io.IOException;

/** One object, by bucket and key. */
record S3Key(String bucket, String key) {
  private static final String PREFIX = S3Store.SCHEME + "://";

  /** Of a URI that isn't percent-encoded. */
  static S3Key of(String uri) throws IOException {
    int slash = uri.indexOf('/', PREFIX.length());
    if (!uri.startsWith(PREFIX) || slash < 0 || slash == PREFIX.length()) {
      throw new IOException("Cannot open " + uri + ": write s3a://<bucket>/<key>");
    }
    return new S3Key(
        uri.substring(PREFIX.length(), slash), uri.substring(slash + 1).replaceAll("/{2,}", "/"));
  }

  /** The key up to its last slash, that included; empty at the bucket's root. */
  String folder() {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  S3Key sibling(String other) {
    return new S3Key(bucket, other);
  }

  @Override
  public String toString() {
    return PREFIX + bucket + "/" + key;
  }
}
