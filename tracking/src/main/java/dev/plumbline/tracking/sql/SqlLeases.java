package dev.plumbline.tracking.sql;

import dev.plumbline.pipeline.port.RunLeases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Leases beside the runs, for all processes that have the file open. */
final class SqlLeases implements RunLeases {
  private static final String HELD =
      "SELECT work, token, run_id, host, process, beats FROM leases WHERE run_id IS NOT NULL";

  private final Database database;

  SqlLeases(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Lease> take(String work, Owner owner, Optional<Lease> gone) {
    return database.write(
        subject(work),
        session -> {
          Optional<Lease> now = held(session, work);
          if (now.isPresent() && !now.equals(gone)) {
            return Optional.empty();
          }
          session.change(
              "INSERT INTO leases (work, token, run_id, host, process, beats)"
                  + " VALUES (?, 1, ?, ?, ?, 0) ON CONFLICT (work) DO UPDATE SET"
                  + " token = leases.token + 1, run_id = excluded.run_id, host = excluded.host,"
                  + " process = excluded.process, beats = 0",
              work,
              owner.runId(),
              owner.host(),
              owner.process());
          return held(session, work);
        });
  }

  private static String subject(String work) {
    return "lease of " + work;
  }

  @Override
  public Optional<Lease> held(String work) {
    return database.read(session -> held(session, work));
  }

  @Override
  public List<Lease> all() {
    return database.read(
        session -> session.list(Fragment.of(HELD + " ORDER BY work"), SqlLeases::lease));
  }

  private static Optional<Lease> held(Session session, String work) throws SQLException {
    return session.first(Fragment.of(HELD + " AND work = ?", work), SqlLeases::lease);
  }

  private static Lease lease(ResultSet row) throws SQLException {
    return new Lease(
        row.getString(1),
        row.getLong(2),
        new Owner(row.getString(3), row.getString(4), row.getString(5)),
        row.getLong(6));
  }

  @Override
  public boolean beat(Lease lease) {
    return database.write(
        subject(lease.work()),
        session ->
            session.change(
                    "UPDATE leases SET beats = beats + 1"
                        + " WHERE work = ? AND token = ? AND run_id IS NOT NULL",
                    lease.work(),
                    lease.token())
                > 0);
  }

  @Override
  public void release(Lease lease) {
    database.change(
        subject(lease.work()),
        session ->
            session.change(
                "UPDATE leases SET run_id = NULL, host = NULL, process = NULL"
                    + " WHERE work = ? AND token = ?",
                lease.work(),
                lease.token()));
  }

  @Override
  public void during(Lease lease, Work work) throws Exception {
    database.fenced(
        session -> {
          Optional<Lease> now =
              session.first(
                  Fragment.of(HELD + " AND work = ?" + Dialect.SHARED, lease.work()),
                  SqlLeases::lease);
          if (now.filter(each -> each.token() == lease.token()).isEmpty()) {
            throw new FormerOwnerException(lease);
          }
        },
        work);
  }
}
