package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.TrackingStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

final class PostgresTrackingStoreTest extends TrackingStoreContract {
  private Optional<PostgresTracking> opened = Optional.empty();

  @Override
  protected TrackingStore store() {
    opened = Optional.of(TestingPostgres.open());
    return opened.get().tracking();
  }

  @AfterEach
  void close() {
    opened.ifPresent(PostgresTracking::close);
  }
}
