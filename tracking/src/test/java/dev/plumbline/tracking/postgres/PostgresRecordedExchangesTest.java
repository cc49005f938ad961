package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.recorded.RecordedExchangesContract;
import dev.plumbline.tracking.sql.SqlTracking;
import java.time.Clock;
import java.util.function.Supplier;

final class PostgresRecordedExchangesTest extends RecordedExchangesContract {
  @Override
  protected SqlTracking open(Supplier<String> ids) {
    return PostgresTracking.open(TestingPostgres.settings(), Clock.systemUTC(), ids);
  }
}
