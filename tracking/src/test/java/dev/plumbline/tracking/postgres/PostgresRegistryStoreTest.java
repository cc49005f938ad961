package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.RegistryStoreContract;
import org.junit.jupiter.api.AfterEach;

final class PostgresRegistryStoreTest extends RegistryStoreContract {
  private PostgresTracking tracking;

  @Override
  protected RegistryStore store() {
    tracking = TestingPostgres.open();
    return tracking.registry();
  }

  @AfterEach
  void close() {
    if (tracking != null) {
      tracking.close();
    }
  }
}
