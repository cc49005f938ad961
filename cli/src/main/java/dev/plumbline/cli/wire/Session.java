package dev.plumbline.cli.wire;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.ConfReader;
import dev.plumbline.cli.conf.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one command works with, wired; closed by it. The only place that makes an injector. */
public final class Session implements AutoCloseable {
  private final Injector injector;
  private final Closing closing;

  private Session(Injector injector, Closing closing) {
    this.injector = injector;
    this.closing = closing;
  }

  /**
   * Reads conf and wires. Nothing is opened before it is asked for.
   *
   * @param options values of conf that were given as options, by key
   * @throws dev.plumbline.cli.conf.ConfException with every mistake in conf
   */
  public static Session open(
      Surroundings surroundings, String environment, Map<String, String> options) {
    ClassLoader loader = Session.class.getClassLoader();
    Providers providers = Providers.of(loader, surroundings.lib());
    Pipelines pipelines = new Pipelines(providers);
    Conf conf =
        new ConfReader(surroundings.project(), surroundings.variables(), pipelines::names)
            .read(environment, options);
    Closing closing = new Closing();
    Module own =
        Modules.combine(
            new PlumbModule(surroundings, conf, providers, pipelines, closing),
            new TrackingModule());
    List<Module> added = added(conf, loader);
    Module all = added.isEmpty() ? own : Modules.override(own).with(added);
    return new Session(Guice.createInjector(Stage.DEVELOPMENT, all), closing);
  }

  /** Users' own modules, by class name: what they bind replaces ours. */
  private static List<Module> added(Conf conf, ClassLoader loader) {
    List<Module> modules = new ArrayList<>();
    for (String name : conf.text(Key.MODULES).split("[, ]+")) {
      if (name.isEmpty()) {
        continue;
      }
      try {
        modules.add(
            Class.forName(name, true, loader)
                .asSubclass(Module.class)
                .getDeclaredConstructor()
                .newInstance());
      } catch (ReflectiveOperationException | ClassCastException e) {
        throw new IllegalArgumentException(
            "Cannot use module "
                + name
                + " of conf ("
                + conf.settings().get(Key.MODULES.text()).origin()
                + "): "
                + e
                + ", name a public Guice module with a constructor without arguments",
            e);
      }
    }
    return modules;
  }

  public Conf conf() {
    return get(Conf.class);
  }

  /** One of the things that are wired; throws what its maker threw, without Guice's words. */
  public <T> T get(Class<T> type) {
    try {
      return injector.getInstance(type);
    } catch (ProvisionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
