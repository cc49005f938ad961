package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.sql.Fragment;
import dev.plumbline.tracking.sql.Session;
import java.sql.SQLException;
import java.util.Optional;

/** What became of a transaction; one that is too old to be known of is none of ours. */
final class CommitStatus {
  static final String COMMITTED = "committed";
  static final String IN_PROGRESS = "in progress";

  private CommitStatus() {}

  static String of(Session session, long transaction) throws SQLException {
    return session
        .first(
            Fragment.of("SELECT txid_status(?)", transaction),
            row -> Optional.ofNullable(row.getString(1)).orElse(IN_PROGRESS))
        .orElseThrow();
  }
}
