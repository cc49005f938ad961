package dev.plumbline.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every registry does, wherever it keeps its things. */
public abstract class RegistryStoreContract {
  private RegistryStore store;

  /** An empty registry, open for the whole test. */
  protected abstract RegistryStore store();

  @BeforeEach
  void createModel() {
    store = store();
    store.models().createRegisteredModel("m", Optional.empty(), List.of());
  }

  private int version(String source) {
    return store.versions().createModelVersion(NewModelVersion.of("m", source)).version();
  }

  @Test
  void numbersVersionsWithoutGapsAndNeverAgain() {
    assertThat(version("s3://a")).isEqualTo(1);
    assertThat(version("s3://b")).isEqualTo(2);

    store.versions().deleteModelVersion("m", 2);

    assertThat(version("s3://c")).isEqualTo(3);
    TrackingStoreContract.assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> store.versions().loadModelVersion("m", 2));
  }

  @Test
  void createsAVersionOnceForASourceKey() {
    NewModelVersion wanted = NewModelVersion.of("m", "s3://a").fromRun("r").onceFor("key");

    ModelVersion first = store.versions().createModelVersion(wanted);
    ModelVersion again = store.versions().createModelVersion(wanted);

    assertThat(again).isEqualTo(first);
    assertThat(version("s3://b")).isEqualTo(2);

    store.versions().deleteModelVersion("m", 1);
    assertThat(store.versions().createModelVersion(wanted).version()).isEqualTo(3);
  }

  @Test
  void movesAnAliasAndDropsItWithItsVersion() {
    version("s3://a");
    version("s3://b");
    store.aliases().setAlias("m", "champion", 1);
    store.aliases().setAlias("m", "champion", 2);

    assertThat(store.aliases().loadModelVersionByAlias("m", "champion").version()).isEqualTo(2);
    assertThat(store.versions().loadModelVersion("m", 1).aliases()).isEmpty();
    assertThat(store.models().loadRegisteredModel("m").versionOf("champion")).contains(2);

    store.versions().deleteModelVersion("m", 2);
    TrackingStoreContract.assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> store.aliases().loadModelVersionByAlias("m", "champion"));
    store.aliases().deleteAlias("m", "champion");
  }

  @Test
  void setsAnAliasOnlyFromWhatWasExpected() {
    version("s3://a");
    version("s3://b");
    version("s3://c");

    assertThat(store.aliases().compareAndSetAlias("m", "c", Optional.empty(), 1)).isTrue();
    assertThat(store.aliases().compareAndSetAlias("m", "c", Optional.empty(), 2)).isFalse();
    assertThat(store.aliases().compareAndSetAlias("m", "c", Optional.of(1), 2)).isTrue();
    assertThat(store.aliases().compareAndSetAlias("m", "c", Optional.of(1), 2)).isTrue();
    assertThat(store.aliases().compareAndSetAlias("m", "c", Optional.of(1), 3)).isFalse();
    assertThat(store.aliases().loadModelVersionByAlias("m", "c").version()).isEqualTo(2);
  }

  @Test
  void reservesLatestAndVersionAliases() {
    version("s3://a");
    version("s3://b");

    for (String reserved : List.of("latest", "LATEST", "v1", "V23", "", "a b")) {
      TrackingStoreContract.assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE, () -> store.aliases().setAlias("m", reserved, 1));
    }
    assertThat(store.aliases().loadModelVersionByAlias("m", "Latest").version()).isEqualTo(2);
  }

  @Test
  void archivesWhatHeldAStageAndGivesTheLatestOfEach() {
    version("s3://a");
    version("s3://b");
    version("s3://c");
    store.versions().transitionStage("m", 1, Stage.PRODUCTION);

    ModelVersion moved = store.versions().transitionStageAndArchive("m", 2, Stage.PRODUCTION);

    assertThat(moved.currentStage()).isEqualTo(Stage.PRODUCTION);
    assertThat(store.versions().loadModelVersion("m", 1).currentStage()).isEqualTo(Stage.ARCHIVED);
    assertThat(store.versions().latestVersions("m", List.of()))
        .extracting(ModelVersion::version)
        .containsExactly(1, 2, 3);
    assertThat(store.versions().latestVersions("m", List.of(Stage.PRODUCTION)))
        .extracting(ModelVersion::version)
        .containsExactly(2);
  }

  @Test
  void renamesAModelWithAllThatIsItsOwn() {
    version("s3://a");
    store.aliases().setAlias("m", "champion", 1);
    store.models().setRegisteredModelTag("m", new Tag("k", "v"));

    RegisteredModel renamed = store.models().renameRegisteredModel("m", "n");

    assertThat(renamed.versionOf("champion")).contains(1);
    assertThat(renamed.tags()).containsExactly(new Tag("k", "v"));
    assertThat(store.models().findRegisteredModel("m")).isEmpty();
    assertThat(store.versions().loadModelVersion("n", 1).source()).isEqualTo("s3://a");
  }

  @Test
  void deletesAModelWithAllThatIsItsOwn() {
    version("s3://a");
    store.models().deleteRegisteredModel("m");

    store.models().createRegisteredModel("m", Optional.empty(), List.of());
    assertThat(version("s3://b")).isEqualTo(1);
    TrackingStoreContract.assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS,
        () -> store.models().createRegisteredModel("m", Optional.empty(), List.of()));
  }

  @Test
  void keepsAVersionsTagsDescriptionAndSource() {
    version("s3://a");
    store.versions().setModelVersionTag("m", 1, new Tag("k", "v"));
    store.versions().setModelVersionTag("m", 1, new Tag("gone", "v"));
    store.versions().deleteModelVersionTag("m", 1, "gone");
    store.versions().deleteModelVersionTag("m", 1, "gone");
    store.versions().describeModelVersion("m", 1, Optional.of("good"));

    ModelVersion version = store.versions().loadModelVersion("m", 1);

    assertThat(version.tags()).containsExactly(new Tag("k", "v"));
    assertThat(version.description()).contains("good");
    assertThat(store.versions().downloadUri("m", 1)).isEqualTo("s3://a");
    assertThat(
            store
                .versions()
                .searchModelVersions(
                    Search.where("tags.k = 'v' AND name = 'm' AND version_number < 2"))
                .items())
        .containsExactly(version);
  }

  @Test
  void followsASourceThatNamesAnotherVersion() {
    version("s3://a");
    version("models:/m/1");

    assertThat(store.versions().downloadUri("m", 2)).isEqualTo("s3://a");
  }

  @Test
  void leavesPromptsOutOfASearchUnlessAskedFor() {
    store
        .models()
        .createRegisteredModel(
            "prompt", Optional.empty(), List.of(new Tag("mlflow.prompt.is_prompt", "true")));

    String mark = "tags.`mlflow.prompt.is_prompt` ";
    assertThat(models("")).containsExactly("m");
    assertThat(models(mark + "!= 'true'")).containsExactly("m");
    assertThat(models(mark + "= 'true'")).containsExactly("prompt");
  }

  private List<String> models(String filter) {
    return store.models().searchRegisteredModels(Search.where(filter)).items().stream()
        .map(RegisteredModel::name)
        .toList();
  }
}
