package dev.plumbline.cli.wire;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.pipeline.port.RunHistory;
import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.pipeline.TrackedArtifacts;
import dev.plumbline.tracking.pipeline.TrackedHistory;
import dev.plumbline.tracking.pipeline.TrackedModels;
import dev.plumbline.tracking.pipeline.TrackingListener;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.nio.file.Path;
import java.time.Clock;

/** The store of runs and models, and the ports that planning and running ask it through. */
final class TrackingModule extends AbstractModule {
  @Provides
  @Singleton
  EmbeddedTracking embedded(Conf conf, Clock clock, Closing closing) {
    Path database = conf.path(Key.TRACKING_DATABASE);
    String artifacts = conf.folder(Key.ARTIFACTS_ROOT).toString();
    DataFolder.prepare(conf);
    return closing.keep(
        EmbeddedTracking.open(
            new TrackingSettings(database, artifacts.substring(0, artifacts.length() - 1)), clock));
  }

  @Provides
  TrackingStore tracking(EmbeddedTracking embedded) {
    return embedded.tracking();
  }

  @Provides
  RegistryStore registry(EmbeddedTracking embedded) {
    return embedded.registry();
  }

  @Provides
  RunLeases leases(EmbeddedTracking embedded) {
    return embedded.leases();
  }

  @Provides
  @Singleton
  RunHistory history(TrackingStore store) {
    return new TrackedHistory(store);
  }

  @Provides
  @Singleton
  ModelRegistry models(RegistryStore store) {
    return new TrackedModels(store);
  }

  @Provides
  @Singleton
  ArtifactStore artifacts(TrackingStore store) {
    return new TrackedArtifacts(store);
  }

  @Provides
  Recorder recorder(TrackingStore store) {
    return () -> new TrackingListener(store);
  }
}
