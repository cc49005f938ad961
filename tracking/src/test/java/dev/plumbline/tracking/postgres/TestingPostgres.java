package dev.plumbline.tracking.postgres;

import dev.plumbline.testing.PostgresServer;
import java.time.Clock;

/** Stores on the PostgreSQL of this JVM, each in a schema of its own. */
final class TestingPostgres {
  private TestingPostgres() {}

  static PostgresSettings settings() {
    PostgresServer server = PostgresServer.get();
    return settings(server.freshSchema());
  }

  static PostgresSettings settings(String url) {
    PostgresServer server = PostgresServer.get();
    return new PostgresSettings(url, server.user(), server.password(), "mlflow-artifacts:");
  }

  static PostgresTracking open() {
    return PostgresTracking.open(settings(), Clock.systemUTC());
  }
}
