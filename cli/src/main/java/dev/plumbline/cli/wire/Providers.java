package dev.plumbline.cli.wire;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds implementations by {@link ServiceLoader}. Of the launcher's own folder of jars only
 * Plumbline's are looked into: opening an engine's two hundred would cost more than planning does.
 */
public final class Providers {
  private final ClassLoader loader;

  private Providers(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * @param lib the launcher's folder of jars; empty to look everywhere
   */
  public static Providers of(ClassLoader loader, Optional<Path> lib) {
    return new Providers(lib.<ClassLoader>map(l -> new Narrow(loader, places(l))).orElse(loader));
  }

  /** One instance of each implementation, in the order of the class path. */
  public <S> List<S> all(Class<S> service) {
    List<S> found = new ArrayList<>();
    ServiceLoader.load(service, loader).forEach(found::add);
    return found;
  }

  private static URL[] places(Path lib) {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path place = Path.of(entry).toAbsolutePath().normalize();
      boolean other = !place.startsWith(lib) || place.startsWith(lib.resolve("pipelines"));
      if (other || place.getFileName().toString().startsWith("plumbline-")) {
        try {
          urls.add(place.toUri().toURL());
        } catch (MalformedURLException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Loads classes as its parent does, and sees service files in some places only. */
  private static final class Narrow extends ClassLoader {
    private final URLClassLoader places;

    Narrow(ClassLoader parent, URL[] places) {
      super(parent);
      this.places = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return places.findResources(name);
    }
  }
}
