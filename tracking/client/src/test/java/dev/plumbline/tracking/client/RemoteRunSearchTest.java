package dev.plumbline.tracking.client;

import dev.plumbline.tracking.RunSearchContract;
import dev.plumbline.tracking.TrackingStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class RemoteRunSearchTest extends RunSearchContract {
  @TempDir Path folder;
  private TestingRemote remote;
  private RemoteTracking client;

  @Override
  protected TrackingStore store() {
    remote = new TestingRemote(folder);
    client = remote.client();
    return client.tracking();
  }

  @AfterEach
  void close() {
    client.close();
    remote.close();
  }
}
