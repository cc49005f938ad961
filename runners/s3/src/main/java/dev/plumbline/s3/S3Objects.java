package dev.plumbline.s3;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Requests to S3, and its answers in java.io's exceptions: not found, may not, exists already.
 * Connects with the first request; safe for many threads.
 */
final class S3Objects {
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** A conflict says that another write of the key is under way: its end is waited for. */
  private static final int TRIES = 8;

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final S3Settings settings;
  private S3Client client;

  S3Objects(S3Settings settings) {
    this.settings = settings;
  }

  /** An object's size and time. */
  record Found(String key, long size, long modifiedMillis) {}

  private synchronized S3Client client() {
    if (client == null) {
      AwsCredentialsProvider credentials =
          settings
              .keys()
              .<AwsCredentialsProvider>map(
                  k ->
                      StaticCredentialsProvider.create(
                          AwsBasicCredentials.create(k.access(), k.secret())))
              .orElseGet(DefaultCredentialsProvider::create);
      S3ClientBuilder builder =
          S3Client.builder()
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .credentialsProvider(credentials)
              .forcePathStyle(settings.pathStyle());
      settings.endpoint().ifPresent(builder::endpointOverride);
      settings.signedRegion().map(Region::of).ifPresent(builder::region);
      client = builder.build();
    }
    return client;
  }

  /** One request. */
  private interface Request<T> {
    T send(S3Client client);
  }

  private <T> T send(S3Key key, Request<T> request) throws IOException {
    try {
      return request.send(client());
    } catch (S3Exception e) {
      throw translated(key, e);
    } catch (SdkException e) {
      throw new IOException("Cannot reach " + key + ": " + e.getMessage(), e);
    }
  }

  private static IOException translated(S3Key key, S3Exception e) {
    String code = e.awsErrorDetails() == null ? "" : " " + e.awsErrorDetails().errorCode();
    String said = "status " + e.statusCode() + code;
    IOException told =
        switch (e.statusCode()) {
          case NOT_FOUND -> new FileNotFoundException(key + " (" + said + ")");
          case FORBIDDEN -> new AccessDeniedException(key.toString(), null, said);
          case PRECONDITION_FAILED -> new FileAlreadyExistsException(key.toString());
          default -> new IOException("Cannot use " + key + ": " + said + ", " + e.getMessage());
        };
    told.initCause(e);
    return told;
  }

  Found head(S3Key key) throws IOException {
    var head = send(key, s3 -> s3.headObject(r -> r.bucket(key.bucket()).key(key.key())));
    return new Found(key.key(), head.contentLength(), head.lastModified().toEpochMilli());
  }

  byte[] get(S3Key key) throws IOException {
    return send(
        key,
        s3 -> s3.getObjectAsBytes(r -> r.bucket(key.bucket()).key(key.key())).asByteArrayUnsafe());
  }

  /** The bytes from one position up to another; fewer, or none, where the object ends before. */
  byte[] get(S3Key key, long from, long upTo) throws IOException {
    try {
      return send(
          key,
          s3 ->
              s3.getObjectAsBytes(
                      r ->
                          r.bucket(key.bucket())
                              .key(key.key())
                              .range("bytes=" + from + "-" + (upTo - 1)))
                  .asByteArrayUnsafe());
    } catch (IOException e) {
      if (e.getCause() instanceof S3Exception s3 && s3.statusCode() == RANGE_NOT_SATISFIABLE) {
        return new byte[0];
      }
      throw e;
    }
  }

  void put(S3Key key, byte[] content) throws IOException {
    send(
        key,
        s3 ->
            s3.putObject(
                r -> r.bucket(key.bucket()).key(key.key()), RequestBody.fromBytes(content)));
  }

  void put(S3Key key, Path content) throws IOException {
    send(
        key,
        s3 ->
            s3.putObject(
                r -> r.bucket(key.bucket()).key(key.key()), RequestBody.fromFile(content)));
  }

  /**
   * Puts an object where none is, by a conditional put.
   *
   * @throws FileAlreadyExistsException when one is there
   */
  void putIfAbsent(S3Key key, byte[] content) throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        send(
            key,
            s3 ->
                s3.putObject(
                    r -> r.bucket(key.bucket()).key(key.key()).ifNoneMatch("*"),
                    RequestBody.fromBytes(content)));
        return;
      } catch (IOException e) {
        boolean conflict =
            e.getCause() instanceof S3Exception s3 && s3.statusCode() == CONFLICT && left > 1;
        if (!conflict) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Whether an object is there and holds exactly this. */
  boolean holds(S3Key key, byte[] content) throws IOException {
    try {
      return Arrays.equals(get(key), content);
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  void delete(S3Key key) throws IOException {
    send(key, s3 -> s3.deleteObject(r -> r.bucket(key.bucket()).key(key.key())));
  }

  /** Objects of a key's folder, not of those below it, whose key isn't before it; in order. */
  List<Found> list(S3Key from) throws IOException {
    String folder = from.folder();
    String key = from.key();
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().prefix(folder).delimiter("/");
    if (key.length() > folder.length()) {
      request.startAfter(key.substring(0, key.length() - 1));
    }
    return list(from, request).stream().filter(f -> f.key().compareTo(key) >= 0).toList();
  }

  /** Every object whose key begins so. */
  List<Found> below(S3Key prefix) throws IOException {
    return list(prefix, ListObjectsV2Request.builder().prefix(prefix.key()));
  }

  private List<Found> list(S3Key at, ListObjectsV2Request.Builder request) throws IOException {
    request.bucket(at.bucket());
    List<Found> found = new ArrayList<>();
    while (true) {
      var page = send(at, s3 -> s3.listObjectsV2(request.build()));
      for (S3Object object : page.contents()) {
        found.add(new Found(object.key(), object.size(), object.lastModified().toEpochMilli()));
      }
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return found;
      }
      request.continuationToken(page.nextContinuationToken());
    }
  }

  /** Whether any object's key begins so. */
  boolean hasAny(S3Key prefix) throws IOException {
    return !send(
            prefix,
            s3 -> s3.listObjectsV2(r -> r.bucket(prefix.bucket()).prefix(prefix.key()).maxKeys(1)))
        .contents()
        .isEmpty();
  }
}
