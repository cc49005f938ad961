package dev.plumbline.tables;

import dev.plumbline.runner.table.TableException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Where tables can lie: on local file systems, and in the object stores that are on the class path.
 * Safe for many threads.
 */
public final class Storage {
  private static final Storage LOCAL =
      new Storage(
          List::of,
          () -> {
            throw new IllegalStateException("no store, no settings");
          });

  private final Supplier<List<ObjectStore>> stores;
  private final Supplier<ObjectStore.Settings> settings;
  private final Map<String, Kernel> opened = new ConcurrentHashMap<>();

  private Storage(Supplier<List<ObjectStore>> stores, Supplier<ObjectStore.Settings> settings) {
    this.stores = stores;
    this.settings = settings;
  }

  /** Of {@code file:} locations alone. */
  public static Storage local() {
    return LOCAL;
  }

  /**
   * @param stores asked for once the first location of another scheme than {@code file} is met
   */
  public static Storage of(
      Supplier<List<ObjectStore>> stores, Supplier<ObjectStore.Settings> settings) {
    return new Storage(stores, settings);
  }

  /**
   * The folder of a table; nothing need be there.
   *
   * @throws TableException USER when the scheme can't be opened
   */
  Place place(URI location) {
    String scheme = location.getScheme();
    if (scheme == null || scheme.equalsIgnoreCase("file")) {
      return new Place(Kernel.LOCAL, Locations.folder(location).toString());
    }
    Kernel kernel = opened.computeIfAbsent(scheme, s -> open(s, location));
    String path = location.getPath().replaceAll("/+$", "");
    return new Place(kernel, scheme + "://" + location.getAuthority() + path);
  }

  private Kernel open(String scheme, URI location) {
    List<ObjectStore> all = stores.get();
    return all.stream()
        .filter(store -> store.scheme().equals(scheme))
        .findFirst()
        .map(store -> new Kernel(store.open(settings.get())))
        .orElseThrow(
            () -> unknown(scheme, location, all.stream().map(ObjectStore::scheme).toList()));
  }

  private static TableException unknown(String scheme, URI location, List<String> known) {
    return new TableException(
        TableException.Kind.USER,
        "Cannot open the table at "
            + location
            + ": the scheme "
            + scheme
            + " is not supported, use a location of file"
            + (known.isEmpty() ? "" : " or of " + String.join(", ", known))
            + (scheme.startsWith("s3") && known.isEmpty()
                ? ", or of s3a with lib/s3 on the class path, where plumb puts it when conf names s3a"
                : ""));
  }

  /** A table on this machine. */
  static Place local(Path folder) {
    return new Place(Kernel.LOCAL, folder.toString());
  }
}
