package dev.plumbline.s3;

import dev.plumbline.pipeline.Resources;
import dev.plumbline.tables.ObjectStore;
import dev.plumbline.tables.Storage;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How tests reach a server. */
record TestingS3(Map<String, String> conf, Path cache) {
  private static final Resources SECRETS =
      new Resources() {
        @Override
        public Path path(Path path) {
          return path;
        }

        @Override
        public String secret(String name) {
          return name + "-of-a-test";
        }
      };

  TestingS3 with(String key, String value) {
    Map<String, String> more = new HashMap<>(conf);
    more.put(key, value);
    return new TestingS3(more, cache);
  }

  ObjectStore.Files files() {
    return new S3Store().open(settings());
  }

  S3Objects objects() {
    return new S3Objects(S3Settings.of(conf, SECRETS));
  }

  Storage storage() {
    return Storage.of(() -> List.of(new S3Store()), this::settings);
  }

  private ObjectStore.Settings settings() {
    return new ObjectStore.Settings(conf, SECRETS, cache);
  }

  /** A URI as Kernel has it. */
  static String plain(URI location) {
    return location.getScheme() + "://" + location.getAuthority() + location.getPath();
  }
}
