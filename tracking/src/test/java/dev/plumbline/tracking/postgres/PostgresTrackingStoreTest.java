package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.TrackingStoreContract;
import org.junit.jupiter.api.AfterEach;

final class PostgresTrackingStoreTest extends TrackingStoreContract {
  private PostgresTracking tracking;

  @Override
  protected TrackingStore store() {
    tracking = TestingPostgres.open();
    return tracking.tracking();
  }

  @AfterEach
  void close() {
    if (tracking != null) {
      tracking.close();
    }
  }
}
