package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.RunSearchContract;
import dev.plumbline.tracking.TrackingStore;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

final class PostgresRunSearchTest extends RunSearchContract {
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
