package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.ModelAlias;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.RegisteredModelStore;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.util.List;
import java.util.Optional;

/** Registered models of a server. */
final class RemoteModels implements RegisteredModelStore {
  private static final String AT = "registered-models/";
  private static final String NAME = "name";

  private final Wire wire;

  RemoteModels(Wire wire) {
    this.wire = wire;
  }

  private static RegisteredModel read(JsonNode json) {
    List<ModelAlias> aliases =
        Entities.list(
            json,
            "aliases",
            each -> new ModelAlias(Entities.text(each, "alias"), Entities.number(each, "version")));
    return new RegisteredModel(
        Entities.text(json, NAME),
        Entities.time(json, "creation_timestamp"),
        Entities.time(json, "last_updated_timestamp"),
        Entities.nonEmpty(json, "description"),
        Entities.list(json, "latest_versions", each -> Versions.among(each, aliases)),
        Entities.tags(json),
        aliases);
  }

  private RegisteredModel one(Call call) {
    return read(Entities.needed(wire.send(call), "registered_model"));
  }

  @Override
  public RegisteredModel createRegisteredModel(
      String name, Optional<String> description, List<Tag> tags) {
    ObjectNode body = Bodies.with(Bodies.of(NAME, name), "tags", tags, Bodies::tag);
    description.ifPresent(text -> body.put("description", text));
    return one(Call.create(AT + "create", body));
  }

  @Override
  public RegisteredModel loadRegisteredModel(String name) {
    return one(Call.get(AT + "get", Query.of(NAME, name)));
  }

  @Override
  public Optional<RegisteredModel> findRegisteredModel(String name) {
    try {
      return Optional.of(loadRegisteredModel(name));
    } catch (TrackingException e) {
      if (e.code() == ErrorCode.RESOURCE_DOES_NOT_EXIST) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Page<RegisteredModel> searchRegisteredModels(Search search) {
    return Entities.page(
        wire.send(Call.get(AT + "search", Query.of(search))),
        "registered_models",
        RemoteModels::read);
  }

  @Override
  public RegisteredModel renameRegisteredModel(String name, String newName) {
    return one(Call.post(AT + "rename", Bodies.of(NAME, name).put("new_name", newName)));
  }

  @Override
  public RegisteredModel describeRegisteredModel(String name, Optional<String> description) {
    return one(
        Call.patch(
            AT + "update", Bodies.of(NAME, name).put("description", description.orElse(""))));
  }

  @Override
  public void deleteRegisteredModel(String name) {
    wire.remove(Call.delete(AT + "delete", Bodies.of(NAME, name)));
  }

  @Override
  public void setRegisteredModelTag(String name, Tag tag) {
    wire.send(Call.post(AT + "set-tag", Bodies.tag(tag).put(NAME, name)));
  }

  @Override
  public void deleteRegisteredModelTag(String name, String key) {
    wire.send(Call.delete(AT + "delete-tag", Bodies.of(NAME, name).put("key", key)));
  }
}
