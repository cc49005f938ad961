package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.ModelAliasStore;
import dev.plumbline.tracking.ModelVersion;
import java.util.Optional;

/** Aliases of a server's registered models. */
final class RemoteAliases implements ModelAliasStore {
  private static final String AT = "registered-models/alias";

  private final Wire wire;
  private final Extensions extensions;
  private final RemoteModels models;

  RemoteAliases(Wire wire, Extensions extensions, RemoteModels models) {
    this.wire = wire;
    this.extensions = extensions;
    this.models = models;
  }

  private static ObjectNode alias(String name, String alias) {
    return Bodies.of("name", name).put("alias", alias);
  }

  @Override
  public void setAlias(String name, String alias, int version) {
    wire.send(Call.post(AT, alias(name, alias).put("version", Integer.toString(version))));
  }

  /**
   * One step on Plumbline's server. MLflow's has no such call: there the alias is read and then
   * set, and whoever sets it in between is overruled.
   */
  @Override
  public boolean compareAndSetAlias(
      String name, String alias, Optional<Integer> expected, int version) {
    if (extensions.movesAliases()) {
      ObjectNode body = alias(name, alias).put("version", Integer.toString(version));
      expected.ifPresent(number -> body.put("expected", Integer.toString(number)));
      return wire.send(Call.post(AT + "/compare-and-set", body)).path("is_set").asBoolean();
    }
    Optional<Integer> current = models.loadRegisteredModel(name).versionOf(alias);
    if (!current.equals(expected)) {
      return current.equals(Optional.of(version));
    }
    setAlias(name, alias, version);
    return true;
  }

  @Override
  public void deleteAlias(String name, String alias) {
    wire.send(Call.delete(AT, alias(name, alias)));
  }

  @Override
  public ModelVersion loadModelVersionByAlias(String name, String alias) {
    Query query = Query.of("name", name).and("alias", alias);
    return Versions.read(Entities.needed(wire.send(Call.get(AT, query)), "model_version"));
  }
}
