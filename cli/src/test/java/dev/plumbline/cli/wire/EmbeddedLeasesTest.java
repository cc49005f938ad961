package dev.plumbline.cli.wire;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.testing.RunLeasesContract;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLeasesTest extends RunLeasesContract {
  @TempDir Path folder;
  private EmbeddedTracking tracking;

  @BeforeEach
  void open() {
    tracking = EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    tracking.close();
  }

  @Override
  protected RunLeases leases() {
    return tracking.leases();
  }
}
