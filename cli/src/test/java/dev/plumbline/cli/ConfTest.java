package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.runner.memory.MemoryRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void open() throws IOException {
    project = new TestingProject(folder);
  }

  private String from(String key, String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "conf";
    words[1] = "show";
    System.arraycopy(more, 0, words, 2, more.length);
    return project
        .plumb(words)
        .out()
        .lines()
        .filter(l -> l.startsWith(key + " "))
        .findFirst()
        .orElse("")
        .replaceAll(" +", " ");
  }

  @Test
  void theNearestPlaceWins() throws IOException {
    assertThat(from("run.retries")).isEqualTo("run.retries 2 default");
    project.conf("base", "engine=local\nrun.retries=3\n");
    assertThat(from("run.retries")).isEqualTo("run.retries 3 conf/base/plumb.properties");
    project.conf("local", "run.retries=4\n");
    assertThat(from("run.retries")).isEqualTo("run.retries 4 conf/local/plumb.properties");
    assertThat(from("run.retries", "--env", "base")).contains("3 conf/base");
    project.variables.put("PLUMB_RUN_RETRIES", "5");
    assertThat(from("run.retries")).isEqualTo("run.retries 5 PLUMB_RUN_RETRIES");
    assertThat(from("run.retries", "--conf", "run.retries=6"))
        .isEqualTo("run.retries 6 command line");
  }

  @Test
  void anEnvironmentIsNamedByOptionOrVariable() throws IOException {
    project.conf("night", "train.seed=7\n");
    assertThat(from("train.seed", "--env", "night")).contains("7 conf/night");
    project.variables.put("PLUMB_ENV", "night");
    assertThat(from("train.seed")).contains("7 conf/night");
    assertThat(project.plumb("conf", "show", "--env", "nigth").err())
        .contains("did you mean 'night'?");
  }

  @Test
  void allMistakesAreToldTogetherWithTheirPlaces() throws IOException {
    project.conf("base", "engin=local\nrun.timeout=soon\ntrain.threads=0\norder.big.cents=1\n");
    project.variables.put("PLUMB_TRAIN_SEDE", "1");

    var said = project.plumb("conf", "show");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("key engin is unknown (conf/base/plumb.properties); did you mean engine?")
        .contains("run.timeout must be a time such as")
        .contains("train.threads must be a number from 1 up, not '0'")
        .contains("order.big.cents is unknown")
        .contains("did you mean orders.big.cents?")
        .contains("PLUMB_TRAIN_SEDE sets no key of conf; did you mean PLUMB_TRAIN_SEED?");
  }

  @Test
  void secretsAreNeverShown() throws IOException {
    project.conf("local", "secrets.warehouse.password=hunter2\n");

    assertThat(from("secrets.warehouse.password"))
        .isEqualTo("secrets.warehouse.password ******** conf/local/plumb.properties");
    project.plumb("run", "orders");
    assertThat(project.plumb("runs", "show", "--json").out()).doesNotContain("hunter2");
  }

  @Test
  void aSeedBearsOnResultsAndRunsAgain() {
    project.plumb("run", "orders");
    assertThat(project.plumb("plan", "orders").out()).contains("REUSE");

    project.plumb("run", "order-model");
    assertThat(project.plumb("plan", "order-model", "--conf", "train.seed=9").out())
        .contains("train     RUN        conf train.seed changed from 0 to 9");
  }

  /** Replaces the registry by an empty one in memory. */
  public static final class OwnModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(ModelRegistry.class).toInstance(new MemoryRegistry());
    }
  }

  @Test
  void ownModulesReplaceOurs() throws IOException {
    project.plumb("run", "orders");
    project.plumb("run", "order-model");
    assertThat(project.plumb("plan", "order-scores").exit()).isZero();

    project.conf("local", "modules=" + OwnModule.class.getName() + "\n");
    assertThat(project.plumb("plan", "order-scores").exit()).isEqualTo(5);
    project.conf("local", "modules=no.such.Module\n");
    assertThat(project.plumb("plan", "order-scores").err())
        .contains("Cannot use module no.such.Module");
  }
}
