package dev.plumbline.pipeline.event;

import java.net.URI;

/**
 * One committed state of a table. Its identity is location, table id and version: a table deleted
 * and recreated has a new id.
 *
 * @param rows the rows that this version's step read or wrote, −1 where not counted
 */
public record TableVersion(
    String table, URI location, String tableId, long version, String schemaDigest, long rows) {
  @Override
  public String toString() {
    return table + "@v" + version;
  }
}
