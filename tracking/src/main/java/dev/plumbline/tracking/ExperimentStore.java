package dev.plumbline.tracking;

import java.util.Optional;

/** Experiments. Ids are decimal numbers as text; the experiment "0" is there from the start. */
public interface ExperimentStore {
  /** Creates an experiment and gives its id. A taken name is RESOURCE_ALREADY_EXISTS. */
  String createExperiment(NewExperiment experiment);

  /** The experiment of that id, deleted ones too. */
  Experiment loadExperiment(String experimentId);

  /** The experiment of that name, deleted ones too. */
  Optional<Experiment> findExperiment(String name);

  /** Experiments; newest first unless ordered otherwise. */
  Page<Experiment> searchExperiments(ViewType view, Search search);

  /** Gives an active experiment another name; a deleted one is INVALID_STATE. */
  void renameExperiment(String experimentId, String newName);

  /** Deletes an active experiment and all its runs; they can be restored. */
  void deleteExperiment(String experimentId);

  /** Restores a deleted experiment and all its runs. */
  void restoreExperiment(String experimentId);

  /** Sets a tag of an active experiment. */
  void setExperimentTag(String experimentId, Tag tag);

  /** Deletes a tag of an active experiment; a key that isn't there is an error. */
  void deleteExperimentTag(String experimentId, String key);

  /** The experiment of that name, created if need be; safe among several creators. */
  default Experiment ensureExperiment(String name) {
    Optional<Experiment> there = findExperiment(name);
    if (there.isPresent()) {
      return there.get();
    }
    try {
      return loadExperiment(createExperiment(NewExperiment.named(name)));
    } catch (TrackingException e) {
      if (e.code() != ErrorCode.RESOURCE_ALREADY_EXISTS) {
        throw e;
      }
      return findExperiment(name).orElseThrow(() -> e);
    }
  }
}
