package dev.plumbline.tracking.sqlite;

import dev.plumbline.tracking.LoggedModelStoreContract;
import dev.plumbline.tracking.TrackingStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLoggedModelStoreTest extends LoggedModelStoreContract {
  @TempDir Path folder;
  private EmbeddedTracking embedded;

  @Override
  protected TrackingStore store() {
    embedded = EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC());
    return embedded.tracking();
  }

  @AfterEach
  void close() {
    embedded.close();
  }
}
