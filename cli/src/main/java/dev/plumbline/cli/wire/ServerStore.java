package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.tracking.postgres.PostgresSettings;
import dev.plumbline.tracking.postgres.PostgresTracking;
import dev.plumbline.tracking.sql.SqlTracking;
import java.time.Clock;

/** A store on PostgreSQL. Apart, so that who has a file loads neither driver nor pool. */
final class ServerStore {
  private ServerStore() {}

  static SqlTracking open(Conf conf, String artifacts, Resources resources, Clock clock) {
    return PostgresTracking.open(
        new PostgresSettings(
                conf.text(Key.TRACKING_DATABASE),
                resources.secret("tracking.user"),
                resources.secret("tracking.password"),
                artifacts)
            .patient(conf.duration(Key.TRACKING_WAIT)),
        clock);
  }
}
