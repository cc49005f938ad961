package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.api.Fields.RUN_ID;
import static dev.plumbline.tracking.server.wire.Field.text;

import dev.plumbline.tracking.FileInfo;
import dev.plumbline.tracking.ModelVersionStore;
import dev.plumbline.tracking.RunStore;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.server.wire.Code;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Message;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Files of runs and models, and the proxy through which clients read and write them. */
final class ArtifactRoutes {
  private static final String PROXY = "mlflow-artifacts/";
  private static final List<Field> LIST = List.of(RUN_ID, text("path"));
  private static final List<Field> FOLDER = List.of(text("path"));
  private static final String UPLOAD =
      "Multipart upload is not supported for the current artifact repository";
  private static final String DOWNLOAD =
      "Multipart download is not supported for the current artifact repository";

  private final RunStore runs;
  private final ModelVersionStore versions;
  private final ServedFiles files;

  ArtifactRoutes(RunStore runs, ModelVersionStore versions, ServedFiles files) {
    this.runs = runs;
    this.versions = versions;
    this.files = files;
  }

  List<Route> routes() {
    return List.of(
        Route.get("mlflow/artifacts/list", this::list),
        Route.get(PROXY + "artifacts", this::folder),
        Route.get(PROXY + "artifacts/{path...}", this::download),
        Route.put(PROXY + "artifacts/{path...}", this::upload),
        Route.delete(PROXY + "artifacts/{path...}", this::delete),
        Route.post(PROXY + "mpu/create/{path...}", refused(UPLOAD)),
        Route.post(PROXY + "mpu/complete/{path...}", refused(UPLOAD)),
        Route.post(PROXY + "mpu/abort/{path...}", refused(UPLOAD)),
        Route.get(PROXY + "presigned/{path...}", refused(DOWNLOAD)));
  }

  /** Those that stand at the root, outside both prefixes. */
  List<Route> rootRoutes() {
    return List.of(
        Route.get("get-artifact", this::ofRun),
        Route.get("model-versions/get-artifact", this::ofVersion));
  }

  private static Route.Handler refused(String why) {
    return call -> {
      throw new Refusal(Code.NOT_IMPLEMENTED, why);
    };
  }

  private Answer list(Call call) throws IOException {
    Message in = call.in(LIST);
    String path = ServedFiles.safe(in.text("path"));
    String root = runs.loadRun(in.text("run_id")).info().artifactUri();
    return listed(files, root, path);
  }

  /** What lies at a path below an address, as paths below that address. */
  static Answer listed(ServedFiles files, String root, String path) {
    List<FileInfo> found = new ArrayList<>();
    for (FileInfo file : files.list(ServedFiles.under(files.placeOf(root), path))) {
      found.add(new FileInfo(ServedFiles.under(path, name(file)), file.sizeBytes()));
    }
    return Answer.of(
        out -> {
          out.writeStartObject();
          out.writeStringField("root_uri", root);
          Json.list(out, "files", found, EntityJson::file);
          out.writeEndObject();
        });
  }

  private static String name(FileInfo file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  private Answer folder(Call call) throws IOException {
    String path = ServedFiles.safe(call.in(FOLDER).text("path"));
    List<FileInfo> named =
        files.list(path).stream().map(f -> new FileInfo(name(f), f.sizeBytes())).toList();
    return Answer.of(Json.items("files", named, EntityJson::file));
  }

  private Answer download(Call call) {
    return files.download(ServedFiles.safe(call.word("path")));
  }

  private Answer upload(Call call) {
    files.write(ServedFiles.safe(call.word("path")), call.body());
    return Answer.DONE;
  }

  private Answer delete(Call call) {
    files.delete(ServedFiles.safe(call.word("path")));
    return Answer.DONE;
  }

  private Answer ofRun(Call call) {
    String path = ServedFiles.safe(needed(call, "path"));
    String run =
        call.first("run_id")
            .or(() -> call.first("run_uuid"))
            .orElseThrow(() -> TrackingException.missing("Run with id=None not found"));
    return below(runs.loadRun(run).info().artifactUri(), path);
  }

  private Answer ofVersion(Call call) {
    String path = ServedFiles.safe(needed(call, "path"));
    String name = needed(call, "name");
    int version = VersionRoutes.number(needed(call, "version"));
    return below(versions.downloadUri(name, version), path);
  }

  private Answer below(String root, String path) {
    return files.download(ServedFiles.under(files.placeOf(root), path));
  }

  private static String needed(Call call, String name) {
    return call.first(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> Refusal.invalid("Missing value for required parameter '" + name + "'."));
  }
}
