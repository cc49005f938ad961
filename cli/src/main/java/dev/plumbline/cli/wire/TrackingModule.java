package dev.plumbline.cli.wire;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.pipeline.port.RunHistory;
import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.runner.spool.Spool;
import dev.plumbline.runner.spool.SpoolSettings;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.pipeline.TrackedArtifacts;
import dev.plumbline.tracking.pipeline.TrackedHistory;
import dev.plumbline.tracking.pipeline.TrackedModels;
import dev.plumbline.tracking.pipeline.TrackingListener;
import dev.plumbline.tracking.sql.SqlTracking;
import java.time.Clock;

/** The store of runs and models, and the ports that planning and running ask it through. */
final class TrackingModule extends AbstractModule {
  @Provides
  @Singleton
  SqlTracking store(Conf conf, Clock clock, Resources resources, Closing closing) {
    String artifacts = conf.folder(Key.ARTIFACTS_ROOT).toString();
    DataFolder.prepare(conf);
    SqlTracking opened =
        closing.keep(
            StorePlace.of(conf)
                .open(artifacts.substring(0, artifacts.length() - 1), resources, clock));
    spool(conf, opened.tracking()).deliver(); // before anything is asked of the store
    return opened;
  }

  @Provides
  @Singleton
  Spool spool(Conf conf, TrackingStore store) {
    return new Spool(
        new SpoolSettings(
            conf.path(Key.TRACKING_SPOOL).resolve(StorePlace.of(conf).name()),
            conf.bytes(Key.TRACKING_SPOOL_MOST),
            conf.duration(Key.TRACKING_WAIT)),
        () -> new TrackingListener(store));
  }

  @Provides
  TrackingStore tracking(SqlTracking store) {
    return store.tracking();
  }

  @Provides
  RegistryStore registry(SqlTracking store) {
    return store.registry();
  }

  @Provides
  RunLeases leases(SqlTracking store) {
    return store.leases();
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
  TrackedArtifacts tracked(TrackingStore store) {
    return new TrackedArtifacts(store);
  }

  @Provides
  ArtifactStore artifacts(TrackedArtifacts tracked) {
    return tracked;
  }

  @Provides
  Recorder recorder(Spool spool, TrackedArtifacts artifacts) {
    return guard -> artifacts.learning(spool.listener(guard));
  }
}
