package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.RunSearchContract;
import dev.plumbline.tracking.TrackingStore;
import org.junit.jupiter.api.AfterEach;

final class PostgresRunSearchTest extends RunSearchContract {
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
