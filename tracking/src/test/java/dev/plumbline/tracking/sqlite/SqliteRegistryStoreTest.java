package dev.plumbline.tracking.sqlite;

import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.RegistryStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRegistryStoreTest extends RegistryStoreContract {
  @TempDir Path folder;
  private EmbeddedTracking embedded;

  @Override
  protected RegistryStore store() {
    embedded = EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC());
    return embedded.registry();
  }

  @AfterEach
  void close() {
    embedded.close();
  }
}
