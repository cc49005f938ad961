package dev.plumbline.cli.wire;

import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.PipelineSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The pipelines on the class path, by name; looked for once, when first asked. */
public final class Pipelines {
  private final Providers providers;
  private final Map<String, PipelineSource> found = new TreeMap<>();
  private boolean looked;

  public Pipelines(Providers providers) {
    this.providers = providers;
  }

  /** Their names, sorted. */
  public Collection<String> names() {
    return found().keySet();
  }

  /** All of them, by name. */
  public Collection<PipelineSource> list() {
    return found().values();
  }

  /**
   * One by its name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public PipelineSource load(String name) {
    PipelineSource source = found().get(name);
    if (source == null) {
      throw new IllegalArgumentException(
          names().isEmpty()
              ? "Cannot find pipeline "
                  + name
                  + ": there is none, build the project, and list its PipelineSource in"
                  + " META-INF/services/"
                  + PipelineSource.class.getName()
              : "Cannot find pipeline " + name + ": " + Nearest.among(name, names()));
    }
    return source;
  }

  private synchronized Map<String, PipelineSource> found() {
    if (!looked) {
      for (PipelineSource source : providers.all(PipelineSource.class)) {
        PipelineSource other = found.put(source.name(), source);
        if (other != null && other.getClass() != source.getClass()) {
          throw new IllegalArgumentException(
              "Cannot tell pipelines apart: "
                  + other.getClass().getName()
                  + " and "
                  + source.getClass().getName()
                  + " are both named "
                  + source.name()
                  + ", rename one");
        }
      }
      looked = true;
    }
    return found;
  }
}
