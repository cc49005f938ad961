package dev.plumbline.runner.table;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One commit in a table's log.
 *
 * @param by who made it: the engine, and for Plumbline's own the run and step
 * @param transaction the application id of its transaction
 * @param metrics what its writer counted, by name
 * @param provenance what Plumbline's own commits say of their origin: run, step, fingerprint
 */
public record TableCommit(
    long version,
    Instant at,
    String operation,
    String by,
    Optional<String> transaction,
    Map<String, String> metrics,
    Map<String, String> provenance) {
  @Override
  public String toString() {
    return "commit " + version + " (" + operation + " by " + by + ")";
  }
}
