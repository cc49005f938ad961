package dev.plumbline.tracking;

import java.util.List;
import java.util.Optional;

/** Registered models. Names hold neither slash nor colon. */
public interface RegisteredModelStore {
  /** Creates a model without versions. A taken name is RESOURCE_ALREADY_EXISTS. */
  RegisteredModel createRegisteredModel(String name, Optional<String> description, List<Tag> tags);

  /** The model of that name. */
  RegisteredModel loadRegisteredModel(String name);

  /** The model of that name if there is one. */
  Optional<RegisteredModel> findRegisteredModel(String name);

  /** Models by name unless ordered otherwise. */
  Page<RegisteredModel> searchRegisteredModels(Search search);

  /** Renames a model with its versions, tags and aliases. */
  RegisteredModel renameRegisteredModel(String name, String newName);

  /** Sets or clears a model's description. */
  RegisteredModel describeRegisteredModel(String name, Optional<String> description);

  /** Deletes a model with its versions, tags and aliases, for good. */
  void deleteRegisteredModel(String name);

  /** Sets a model's tag. */
  void setRegisteredModelTag(String name, Tag tag);

  /** Deletes a model's tag; one that isn't there is no error. */
  void deleteRegisteredModelTag(String name, String key);
}
