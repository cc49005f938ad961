package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.sql.SqlTracking;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.nio.file.Path;
import java.time.Clock;

/** Where {@code tracking.database} says that runs and models are kept: a file or a server. */
public final class StorePlace {
  private static final String SERVER = "jdbc:postgresql:";

  private final Conf conf;

  private StorePlace(Conf conf) {
    this.conf = conf;
  }

  /** As conf says. */
  public static StorePlace of(Conf conf) {
    return new StorePlace(conf);
  }

  /** Whether a value is an address, not a file. */
  public static boolean isServer(String value) {
    return value.startsWith("jdbc:") || value.contains("://");
  }

  private String value() {
    return conf.text(Key.TRACKING_DATABASE);
  }

  /** As it is told to people. */
  public String shown() {
    return isServer(value())
        ? value().split("\\?", 2)[0]
        : conf.path(Key.TRACKING_DATABASE).toString();
  }

  /** Of the store, so that no events wait for another; the same where a project is moved. */
  String name() {
    if (isServer(value())) {
      return "server-" + Integer.toHexString(value().hashCode());
    }
    Path database = conf.path(Key.TRACKING_DATABASE);
    Path place =
        database.startsWith(conf.project()) ? conf.project().relativize(database) : database;
    return database.getFileName() + "-" + Integer.toHexString(place.toString().hashCode());
  }

  /** Opens the store, whose artifacts are at that address; whoever calls closes it. */
  SqlTracking open(String artifacts, Resources resources, Clock clock) {
    if (isServer(value()) && !value().startsWith(SERVER)) {
      throw TrackingException.invalid(
          "Cannot open the tracking store: tracking.database is the address of something else,"
              + " give a file or jdbc:postgresql://host:port/database");
    }
    return isServer(value())
        ? ServerStore.open(conf, artifacts, resources, clock)
        : EmbeddedTracking.open(
            new TrackingSettings(
                conf.path(Key.TRACKING_DATABASE), artifacts, conf.duration(Key.TRACKING_WAIT)),
            clock);
  }
}
