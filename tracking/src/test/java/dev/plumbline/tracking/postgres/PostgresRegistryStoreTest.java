package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.RegistryStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

final class PostgresRegistryStoreTest extends RegistryStoreContract {
  private Optional<PostgresTracking> opened = Optional.empty();

  @Override
  protected RegistryStore store() {
    opened = Optional.of(TestingPostgres.open());
    return opened.get().registry();
  }

  @AfterEach
  void close() {
    opened.ifPresent(PostgresTracking::close);
  }
}
