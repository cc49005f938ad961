package dev.plumbline.tracking.client;

import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.RegistryStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class RemoteRegistryTest extends RegistryStoreContract {
  @TempDir Path folder;
  private TestingRemote remote;
  private RemoteTracking client;

  @Override
  protected RegistryStore store() {
    remote = new TestingRemote(folder);
    client = remote.client();
    return client.registry();
  }

  @AfterEach
  void close() {
    client.close();
    remote.close();
  }
}
