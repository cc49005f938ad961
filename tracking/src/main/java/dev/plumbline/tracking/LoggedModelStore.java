package dev.plumbline.tracking;

import java.util.List;

/** Models logged to experiments. Deleting one leaves it to those who ask for deleted ones too. */
public interface LoggedModelStore {
  /** Creates a model whose files are to come. */
  LoggedModel createLoggedModel(NewLoggedModel model);

  /** That model, unless it is deleted. */
  LoggedModel loadLoggedModel(String modelId);

  /** That model, deleted or not. */
  LoggedModel loadLoggedModelEvenDeleted(String modelId);

  /** Says whether its files are there now. */
  LoggedModel finishLoggedModel(String modelId, LoggedModelStatus status);

  /** Deletes a model; doing it again changes nothing. */
  void deleteLoggedModel(String modelId);

  /** Logs parameters; another value for a key that was logged is an error. */
  void logModelParams(String modelId, List<Param> params);

  /** Sets tags; of a key given twice the last wins. */
  void setModelTags(String modelId, List<Tag> tags);

  /** Deletes a tag; a key that isn't there is an error. */
  void deleteModelTag(String modelId, String key);

  /** Models that aren't deleted; newest first unless ordered otherwise. */
  Page<LoggedModel> searchLoggedModels(LoggedModelSearch search);

  /** Links models that a run read; a link that is there stays. */
  void linkInputs(String runId, List<String> modelIds);

  /** Links models that a run made; a link that is there stays. */
  void linkOutputs(String runId, List<ModelOutput> outputs);
}
