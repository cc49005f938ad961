package dev.plumbline.pipeline.fault;

/**
 * The boundaries of a run at which a process may end, by name: before and after each effect that
 * somebody else can see. A process that is started with {@code -Dplumb.failpoint=NAME} halts at the
 * first, with {@code NAME:3} at the third time that it comes there; otherwise they do nothing.
 */
public enum FailPoint {
  /** Planned; nobody owns the work yet. */
  PLANNED("plan"),
  /** The lease is taken. */
  OWNED("plan"),
  /** The run is recorded, its plan isn't. */
  RUN_CREATED("plan"),
  /** The run keeps its plan. */
  PLAN_KEPT("plan"),
  /** A step's begin is recorded. */
  STEP_BEGUN("stage"),
  /** The first file of a write is whole, perhaps the only one. */
  FILE_STAGED("stage"),
  /** All files of a write are whole, and the engine has told their counts. */
  STAGED("stage"),
  /** Counts and expectations are judged. */
  JUDGED("judge"),
  /** The lease was seen to be held: the commit is next. */
  OWNERSHIP_CHECKED("judge"),
  /** A gate has said yes or no. */
  GATE_JUDGED("judge"),
  /** A commit is written under a name that no reader looks at. */
  LOG_WRITTEN("commit"),
  /** The commit has its name: its rows are visible. */
  LOG_LINKED("commit"),
  /** The commit is acknowledged to the run. */
  COMMITTED("commit"),
  /** A model is trained, in memory alone. */
  TRAINED("upload"),
  /** A model directory lacks its manifest. */
  MODEL_WITHOUT_MANIFEST("upload"),
  /** A model directory is whole, in the run's scratch folder. */
  MODEL_WRITTEN("upload"),
  /** The first of a folder's files is copied to its place among the artifacts. */
  UPLOAD_BEGUN("upload"),
  /** All of a folder's files are copied there, under a name that no reader looks at. */
  UPLOADED("upload"),
  /** The folder has its name. */
  UPLOAD_NAMED("upload"),
  /** Metrics are computed; nothing of them is recorded. */
  EVALUATED("record"),
  /** Metrics are recorded, the step's end isn't. */
  METRICS_RECORDED("record"),
  /** A model's name is in the registry, perhaps without a version. */
  MODEL_NAMED("register"),
  /** The version is in the registry; its alias has not moved. */
  VERSION_REGISTERED("register"),
  /** The alias has moved. */
  ALIAS_MOVED("register"),
  /** What a step left behind is told, its end isn't recorded. */
  STEP_ENDING("record"),
  /** A step's end is recorded. */
  STEP_ENDED("record"),
  /** All steps have ended; the run's end isn't recorded. */
  RUN_ENDING("record"),
  /** The run's end is recorded; the lease isn't given back. */
  RUN_ENDED("record");

  private static final Fault FAULT = Fault.of(System.getProperty("plumb.failpoint", ""));

  private final String boundary;

  FailPoint(String boundary) {
    this.boundary = boundary;
  }

  /** Plan, stage, judge, commit, upload, register or record. */
  public String boundary() {
    return boundary;
  }

  /** Says that the process has come here. */
  public void reached() {
    if (FAULT != Fault.NONE) {
      FAULT.at(this);
    }
  }
}
