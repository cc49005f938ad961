package dev.plumbline.tracking.server.api;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.server.wire.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which addresses a model version may be made from: none that reaches files outside the run or
 * model it names, on this machine or in what this server keeps.
 */
final class Sources {
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
  private static final Pattern AUTHORITY = Pattern.compile("//([^/]*)(.*)", Pattern.DOTALL);
  private static final Pattern RUN = Pattern.compile("/*([^/]+)(/.*)?", Pattern.DOTALL);
  private static final Pattern MODEL = Pattern.compile("/*([^/@]+)(?:@([^/]+)|/([^/]+))");
  private static final Pattern LOGGED = Pattern.compile("/*(m-[0-9A-Za-z]+)");

  private final RegistryStore registry;
  private final TrackingStore store;

  Sources(RegistryStore registry, TrackingStore store) {
    this.registry = registry;
    this.store = store;
  }

  /** A source as it is stored, and the run that it came from. */
  record Source(String address, Optional<String> runId) {}

  Source check(String source, Optional<String> runId, Optional<String> modelId) {
    String scheme = part(source, 1).toLowerCase(Locale.ROOT);
    if (scheme.equals("models") && !LOGGED.matcher(part(source, 2)).matches()) {
      return ofVersion(source, runId);
    }
    Owner owner = modelId.map(this::model).orElseGet(() -> run(runId));
    if (scheme.isEmpty() || scheme.equals("file")) {
      if (owner.root(source).filter(root -> isLocal(root, source)).isEmpty()) {
        throw local(source, owner.parameter());
      }
      return new Source(source, runId);
    }
    checkPlain(source);
    boolean within =
        switch (scheme) {
          case "runs" -> modelId.isEmpty() && names(RUN, source, runId);
          case "models" -> modelId.isPresent() && names(LOGGED, source, modelId);
          default ->
              !isServed(scheme, source)
                  || owner.root(source).filter(root -> isWithin(decoded(source), root)).isPresent();
        };
    if (!within) {
      throw foreign(source, owner.parameter());
    }
    return new Source(source, runId);
  }

  /**
   * The run or model that a source is said to lie in: where its files are, by the request's word.
   */
  private record Owner(String parameter, Function<String, Optional<String>> find) {
    Optional<String> root(String source) {
      try {
        return find.apply(source);
      } catch (TrackingException e) {
        if (e.code() == ErrorCode.RESOURCE_DOES_NOT_EXIST) {
          throw foreign(source, parameter);
        }
        throw e;
      }
    }
  }

  private Owner run(Optional<String> runId) {
    return new Owner(
        "run_id", source -> runId.map(run -> store.runs().loadRun(run).info().artifactUri()));
  }

  private Owner model(String modelId) {
    return new Owner(
        "model_id",
        source -> Optional.of(store.loggedModels().loadLoggedModel(modelId).artifactUri()));
  }

  private static boolean names(Pattern pattern, String source, Optional<String> id) {
    Matcher named = pattern.matcher(part(source, 2));
    return named.matches() && Optional.of(named.group(1)).equals(id);
  }

  private static boolean isServed(String scheme, String source) {
    return scheme.equals("mlflow-artifacts")
        || source.contains("/api/2.0/mlflow-artifacts/artifacts/");
  }

  /** A version made from another one takes over its number and its run. */
  private Source ofVersion(String source, Optional<String> runId) {
    Matcher parts = MODEL.matcher(part(source, 2));
    if (!parts.matches()) {
      throw foreign(source, "model_id");
    }
    String name = parts.group(1);
    ModelVersion version =
        parts.group(2) != null
            ? registry.aliases().loadModelVersionByAlias(name, parts.group(2))
            : numbered(name, parts.group(3));
    if (runId.isPresent() && !runId.equals(version.runId())) {
      throw Refusal.invalid(
          "Invalid model version source: '"
              + source
              + "'. The run_id and model_id request parameters must match the referenced model"
              + " version.");
    }
    return new Source("models:/" + name + "/" + version.version(), version.runId());
  }

  private ModelVersion numbered(String name, String word) {
    return word.equals("latest")
        ? registry.aliases().loadModelVersionByAlias(name, word)
        : registry.versions().loadModelVersion(name, VersionRoutes.number(word));
  }

  private static boolean isWithin(String address, String root) {
    return address.equals(root) || address.startsWith(root + "/");
  }

  private static boolean isLocal(String root, String source) {
    return (root.startsWith("file:") || root.startsWith("/"))
        && path(source).startsWith(path(root));
  }

  private static Path path(String address) {
    String path = address.startsWith("file:") ? decoded(address.substring(5)) : address;
    return Path.of("/", path.replaceAll("^/+", "")).normalize();
  }

  /** Refuses what leads upward, in however many layers of percent signs. */
  private static void checkPlain(String source) {
    String decoded = decoded(source);
    if (decoded.indexOf('\0') >= 0 || List.of(decoded.split("/", -1)).contains("..")) {
      throw Refusal.invalid(
          "Invalid model version source: '"
              + source
              + "'. If supplying a source as an http, https, local file path, ftp, objectstore, or"
              + " mlflow-artifacts uri, an absolute path must be provided without relative path"
              + " references present. Please provide an absolute path.");
    }
  }

  private static String decoded(String text) {
    String now = text;
    while (true) {
      String before = now;
      try {
        now = URLDecoder.decode(now, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return now;
      }
      if (now.equals(before)) {
        return now;
      }
    }
  }

  /** Its scheme (1) or what follows it, without an authority (2); empty where there is none. */
  private static String part(String source, int group) {
    Matcher uri = SCHEME.matcher(source);
    if (!uri.matches()) {
      return "";
    }
    if (group == 1) {
      return uri.group(1);
    }
    Matcher authority = AUTHORITY.matcher(uri.group(2));
    if (authority.matches() && !authority.group(1).isEmpty()) {
      return "";
    }
    return authority.matches() ? authority.group(2) : uri.group(2);
  }

  private static Refusal local(String source, String id) {
    return Refusal.invalid(
        "Invalid model version source: '"
            + source
            + "'. To use a local path as a model version source, the "
            + id
            + " request parameter has to be specified and the local path has to be contained within"
            + " the artifact directory of the run specified by the "
            + id
            + ".");
  }

  private static Refusal foreign(String source, String id) {
    return Refusal.invalid(
        "Invalid model version source: '"
            + source
            + "'. The "
            + id
            + " request parameter must identify the resource that contains the source.");
  }
}
