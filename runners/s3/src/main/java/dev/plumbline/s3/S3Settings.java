package dev.plumbline.s3;

import dev.plumbline.pipeline.Resources;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What conf says of S3.
 *
 * @param endpoint of a store other than Amazon's
 * @param region where the bucket lies; unset, the surroundings tell it
 * @param pathStyle whether a bucket is named in the path, not in the host
 * @param keys the credentials; empty to look for them as all of Amazon's tools do
 */
public record S3Settings(
    Optional<URI> endpoint,
    Optional<String> region,
    boolean pathStyle,
    Optional<Keys> keys,
    CommitRule commit) {
  private static final String ENDPOINT = "s3.endpoint";
  private static final String REGION = "s3.region";
  private static final String PATH_STYLE = "s3.path-style";
  private static final String CREDENTIALS = "s3.credentials";
  private static final String COMMIT = "s3.commit";

  /** An access key; printed without its secret. */
  public record Keys(String access, String secret) {
    @Override
    public String toString() {
      return "Keys[********]";
    }
  }

  /**
   * @param conf values by their keys; those that aren't S3's are left alone
   * @throws IllegalArgumentException naming the key whose value has no meaning
   */
  public static S3Settings of(Map<String, String> conf, Resources secrets) {
    String credentials =
        oneOf(CREDENTIALS, conf.getOrDefault(CREDENTIALS, "default"), "default", "secrets");
    String pathStyle = oneOf(PATH_STYLE, conf.getOrDefault(PATH_STYLE, "false"), "false", "true");
    String commit = oneOf(COMMIT, conf.getOrDefault(COMMIT, "probe"), "probe", "put", "lease");
    return new S3Settings(
        text(conf, ENDPOINT).map(S3Settings::endpoint),
        text(conf, REGION),
        pathStyle.equals("true"),
        credentials.equals("secrets")
            ? Optional.of(
                new Keys(secrets.secret("s3.access-key"), secrets.secret("s3.secret-key")))
            : Optional.empty(),
        CommitRule.valueOf(commit.toUpperCase(Locale.ROOT)));
  }

  /** The region that a request is signed for where nobody says one: an own endpoint has none. */
  Optional<String> signedRegion() {
    return region.isEmpty() && endpoint.isPresent() ? Optional.of("us-east-1") : region;
  }

  private static Optional<String> text(Map<String, String> conf, String key) {
    return Optional.ofNullable(conf.get(key)).filter(v -> !v.isBlank());
  }

  private static String oneOf(String key, String value, String... known) {
    if (!List.of(known).contains(value)) {
      throw new IllegalArgumentException(
          "Cannot use " + key + "=" + value + ": choose one of " + Arrays.toString(known));
    }
    return value;
  }

  private static URI endpoint(String text) {
    URI uri = URI.create(text);
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "Cannot use "
              + ENDPOINT
              + ": it must be http:// or https:// with a host and without credentials, which"
              + " belong to secrets.s3.access-key and secrets.s3.secret-key");
    }
    return uri;
  }
}
