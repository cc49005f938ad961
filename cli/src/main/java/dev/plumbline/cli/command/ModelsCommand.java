package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.tracking.ModelAlias;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb models}: registered models, their versions, and who uses which. */
final class ModelsCommand {
  private ModelsCommand() {}

  private static RegisteredModel load(RegistryStore registry, String name) {
    return registry
        .models()
        .findRegisteredModel(name)
        .orElseThrow(
            () -> {
              List<String> names =
                  registry.models().searchRegisteredModels(Search.all()).items().stream()
                      .map(RegisteredModel::name)
                      .toList();
              return new UsageException(
                  "Cannot find model " + name + ": " + Nearest.among(name, names));
            });
  }

  private static int newest(RegisteredModel model) {
    return model.latestVersions().stream().mapToInt(ModelVersion::version).max().orElse(0);
  }

  /** {@code plumb models list}. */
  @Command(name = "list", description = "Registered models, and where their aliases stand.")
  static final class ListThem extends Reading {
    ListThem(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      TextTable table = new TextTable("MODEL", "NEWEST", "ALIASES", "CHANGED");
      List<Object> trees = new ArrayList<>();
      RegistryStore registry = session.get(RegistryStore.class);
      for (RegisteredModel model : registry.models().searchRegisteredModels(Search.all()).items()) {
        Map<String, Object> aliases = new TreeMap<>();
        List<String> words = new ArrayList<>();
        for (ModelAlias alias : model.aliases()) {
          aliases.put(alias.alias(), alias.version());
          words.add("@" + alias.alias() + "=v" + alias.version());
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", model.name());
        tree.put("newest", newest(model));
        tree.put("aliases", aliases);
        tree.put("changed", model.lastUpdatedTimestamp().toString());
        trees.add(tree);
        table.row(
            model.name(),
            "v" + newest(model),
            String.join(" ", words),
            model.lastUpdatedTimestamp().truncatedTo(ChronoUnit.SECONDS));
      }
      return show(Map.of("models", trees), table.toString());
    }
  }

  /** {@code plumb models show}. */
  @Command(
      name = "show",
      description = "One model's versions: where from, on what evidence, who promoted them.")
  static final class Show extends Reading {
    @Parameters(paramLabel = "MODEL", description = "Its name.")
    private String name;

    Show(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      RegistryStore registry = session.get(RegistryStore.class);
      RegisteredModel model = load(registry, name);
      List<Object> trees = new ArrayList<>();
      StringBuilder text = new StringBuilder(model.name());
      Search search = Search.where("name = " + Search.quote(name));
      for (ModelVersion version :
          registry
              .versions()
              .searchModelVersions(search.orderedBy("version_number DESC"))
              .items()) {
        trees.add(tree(version));
        text.append('\n').append(text(version));
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("model", model.name());
      tree.put("versions", trees);
      return show(tree, text.toString());
    }

    private static Map<String, Object> tree(ModelVersion version) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("version", version.version());
      tree.put("aliases", version.aliases());
      tree.put("stage", version.currentStage().word());
      tree.put("created", version.creationTimestamp().toString());
      tree.put("run", version.runId().orElse(null));
      tree.put("source", version.source());
      tree.put("description", version.description().orElse(null));
      Map<String, Object> tags = new TreeMap<>();
      version.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
      tree.put("tags", tags);
      return tree;
    }

    private static String text(ModelVersion version) {
      TextTable table = new TextTable("  v" + version.version(), aliases(version));
      table.row("    created", version.creationTimestamp());
      version.runId().ifPresent(run -> table.row("    run", run));
      table.row("    files", version.source());
      version.description().filter(d -> !d.isEmpty()).ifPresent(d -> table.row("    because", d));
      for (Tag tag : version.tags()) {
        if (tag.key().startsWith(Promote.TAG)) {
          table.row("    @" + tag.key().substring(Promote.TAG.length()), tag.value());
        }
      }
      return table.toString();
    }

    private static String aliases(ModelVersion version) {
      return version.aliases().isEmpty() ? "" : "@" + String.join(" @", version.aliases());
    }
  }

  /** {@code plumb models promote}. */
  @Command(name = "promote", description = "Move an alias of a model to a version.")
  static final class Promote extends Reading {
    /** Before the alias: who moved it to this version, when and why. */
    static final String TAG = "plumbline.promoted.";

    @Parameters(index = "0", paramLabel = "MODEL", description = "Its name.")
    private String name;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version's number.")
    private int version;

    @Option(names = "--alias", paramLabel = "ALIAS", description = "The alias; champion.")
    private String alias = "champion";

    @Option(
        names = "--expect",
        paramLabel = "VERSION",
        description = "Refuse unless the alias stands there now; 0 for nowhere.")
    private Integer expected;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why, kept with the version.")
    private String because = "";

    Promote(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      RegistryStore registry = session.get(RegistryStore.class);
      RegisteredModel model = load(registry, name);
      registry.versions().loadModelVersion(name, version);
      Optional<Integer> now =
          expected == null
              ? model.versionOf(alias)
              : Optional.of(expected).filter(number -> number != 0);
      if (!registry.aliases().compareAndSetAlias(name, alias, now, version)) {
        throw new UsageException(
            "Cannot promote version "
                + version
                + " of "
                + name
                + ": @"
                + alias
                + " no longer stands at "
                + now.map(v -> "version " + v).orElse("no version")
                + ", look with plumb models list and promote again");
      }
      String who =
          System.getProperty("user.name")
              + " at "
              + surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS)
              + now.map(v -> ", before at v" + v).orElse("")
              + (because.isEmpty() ? "" : ": " + because);
      registry.versions().setModelVersionTag(name, version, new Tag(TAG + alias, who));
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("model", name);
      tree.put("alias", alias);
      tree.put("version", version);
      tree.put("before", now.orElse(null));
      return show(
          tree, name + " @" + alias + " is v" + version + now.map(v -> ", was v" + v).orElse(""));
    }
  }
}
