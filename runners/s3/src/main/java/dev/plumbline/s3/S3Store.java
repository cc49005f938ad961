package dev.plumbline.s3;

import dev.plumbline.tables.ObjectStore;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** S3, by the scheme that Hadoop gives it. */
public final class S3Store implements ObjectStore {
  static final String SCHEME = "s3a";
  private static final String HADOOP = "org.apache.hadoop.fs.s3a.";

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Files open(Settings settings) {
    S3Settings s3 = S3Settings.of(settings.conf(), settings.secrets());
    S3Objects objects = new S3Objects(s3);
    return new S3Files(objects, s3.commit(), new CommitProbe(objects, s3, settings.cache()));
  }

  @Override
  public Map<String, String> hadoop(Settings settings) {
    S3Settings s3 = S3Settings.of(settings.conf(), settings.secrets());
    Map<String, String> all = new TreeMap<>();
    s3.endpoint().ifPresent(e -> all.put("fs.s3a.endpoint", e.toString()));
    s3.signedRegion().ifPresent(r -> all.put("fs.s3a.endpoint.region", r));
    all.put("fs.s3a.path.style.access", Boolean.toString(s3.pathStyle()));
    if (s3.keys().isPresent()) {
      all.put("fs.s3a.access.key", s3.keys().get().access());
      all.put("fs.s3a.secret.key", s3.keys().get().secret());
      all.put("fs.s3a.aws.credentials.provider", HADOOP + "SimpleAWSCredentialsProvider");
    } else {
      all.put("fs.s3a.aws.credentials.provider", DefaultCredentialsProvider.class.getName());
    }
    // Names of data files are never used twice: nothing need be looked for before one is made.
    all.put("fs.s3a.create.performance", "true");
    all.put("plumbline.s3.commit", s3.commit().name());
    return all;
  }
}
