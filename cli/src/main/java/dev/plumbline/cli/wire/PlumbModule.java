package dev.plumbline.cli.wire;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.conf.ProjectResources;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.plan.FileDigests;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.tables.DeltaCatalog;
import dev.plumbline.tables.DeltaReader;
import dev.plumbline.tables.ObjectStore;
import dev.plumbline.tables.Storage;
import java.nio.file.Path;
import java.time.Clock;

/** What every command may ask for: conf, pipelines, engines, tables, files. */
final class PlumbModule extends AbstractModule {
  private final Surroundings surroundings;
  private final Conf conf;
  private final Providers providers;
  private final Pipelines pipelines;
  private final Closing closing;

  PlumbModule(
      Surroundings surroundings,
      Conf conf,
      Providers providers,
      Pipelines pipelines,
      Closing closing) {
    this.surroundings = surroundings;
    this.conf = conf;
    this.providers = providers;
    this.pipelines = pipelines;
    this.closing = closing;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(Surroundings.class).toInstance(surroundings);
    bind(Conf.class).toInstance(conf);
    bind(Pipelines.class).toInstance(pipelines);
    bind(Closing.class).toInstance(closing);
    bind(Planning.class);
    bind(Running.class);
    bind(Exporting.class);
    bind(DeclaredTables.class);
    bind(Environment.class).in(Singleton.class);
    bind(Clock.class).toInstance(surroundings.clock());
  }

  @Provides
  @Singleton
  Engines engines(Storage storage) {
    return closing.keep(new Engines(providers, storage));
  }

  @Provides
  @Singleton
  Resources resources() {
    return new ProjectResources(conf, surroundings.variables());
  }

  @Provides
  @Singleton
  Storage storage(Resources resources) {
    return Storage.of(
        () -> providers.all(ObjectStore.class),
        () ->
            new ObjectStore.Settings(
                conf.with(Key.OBJECT_STORES), resources, cache(conf).resolve("stores")));
  }

  @Provides
  @Singleton
  TableCatalog tables(Storage storage) {
    return new DeltaCatalog(storage);
  }

  @Provides
  @Singleton
  TableReader reader(Storage storage) {
    return new DeltaReader(storage);
  }

  @Provides
  @Singleton
  FileDigests files() {
    return new FileDigests(cache(conf).resolve("files"));
  }

  @Provides
  @Singleton
  ModelFormat models() {
    return providers.all(ModelFormat.class).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot load models: no ModelFormat is on the class path, add"
                        + " plumbline-models"));
  }

  /** What may be deleted at any time. */
  static Path cache(Conf conf) {
    return conf.project().resolve(".plumbline").resolve("cache");
  }
}
