package dev.plumbline.tracking.sqlite;

import dev.plumbline.tracking.recorded.RecordedExchangesContract;
import dev.plumbline.tracking.sql.SqlTracking;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRecordedExchangesTest extends RecordedExchangesContract {
  @TempDir Path folder;

  @Override
  protected SqlTracking open(Supplier<String> ids) {
    return EmbeddedTracking.open(
        new TrackingSettings(folder.resolve("t.db"), "mlflow-artifacts:"), Clock.systemUTC(), ids);
  }
}
