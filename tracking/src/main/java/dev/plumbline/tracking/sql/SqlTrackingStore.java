package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ExperimentStore;
import dev.plumbline.tracking.LoggedModelStore;
import dev.plumbline.tracking.RunLog;
import dev.plumbline.tracking.RunStore;
import dev.plumbline.tracking.RunSummaries;
import dev.plumbline.tracking.TrackingStore;

/** The tracking store's parts on one database. */
record SqlTrackingStore(
    ExperimentStore experiments,
    RunStore runs,
    RunLog log,
    LoggedModelStore loggedModels,
    RunSummaries summaries)
    implements TrackingStore {}
