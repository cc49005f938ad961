package dev.plumbline.tracking;

import java.util.List;
import java.util.Optional;

/** Versions of registered models: numbered from 1 without gaps, no number ever used twice. */
public interface ModelVersionStore {
  /** Creates the next version of a model; see {@link NewModelVersion} for retries. */
  ModelVersion createModelVersion(NewModelVersion version);

  /** That version. */
  ModelVersion loadModelVersion(String name, int version);

  /** Versions; latest change first unless ordered otherwise. */
  Page<ModelVersion> searchModelVersions(Search search);

  /** Sets or clears a version's description. */
  ModelVersion describeModelVersion(String name, int version, Optional<String> description);

  /** Deletes a version with its aliases; its number stays used. */
  void deleteModelVersion(String name, int version);

  /** Sets a version's tag. */
  void setModelVersionTag(String name, int version, Tag tag);

  /** Deletes a version's tag; one that isn't there is no error. */
  void deleteModelVersionTag(String name, int version, String key);

  /** Moves a version to a stage; others stay where they are. */
  ModelVersion transitionStage(String name, int version, Stage stage);

  /** Moves a version to an active stage and archives the others there, in one transaction. */
  ModelVersion transitionStageAndArchive(String name, int version, Stage stage);

  /** The newest version of each of those stages, of every stage if none is named. */
  List<ModelVersion> latestVersions(String name, List<Stage> stages);

  /** Where a version's files are: its source, or what its source names. */
  String downloadUri(String name, int version);
}
