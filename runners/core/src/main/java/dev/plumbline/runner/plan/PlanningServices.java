package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.pipeline.port.RunHistory;
import dev.plumbline.runner.code.CodeFingerprints;
import dev.plumbline.runner.table.TableCatalog;
import java.net.URI;
import java.util.function.Supplier;

/**
 * What planning asks.
 *
 * @param tableRoot below it lies every table without a location of its own
 * @param models made when a recorded model must be verified
 */
public record PlanningServices(
    TableCatalog tables,
    URI tableRoot,
    RunHistory history,
    ModelRegistry registry,
    ArtifactStore artifacts,
    Supplier<ModelFormat> models,
    CodeFingerprints code,
    FileDigests files,
    Resources resources) {}
