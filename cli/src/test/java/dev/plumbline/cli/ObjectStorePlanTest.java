package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that can't tell one writer from two is refused before anything is computed. */
class ObjectStorePlanTest {
  @TempDir Path folder;
  private TestingBucket bucket;
  private TestingProject project;

  @BeforeEach
  void open() throws IOException {
    bucket = new TestingBucket();
    project = new TestingProject(folder);
    project.variables.put("KEY", "a-key");
    project.variables.put("SECRET", "a-secret-of-a-test");
    project.conf(
        "base",
        """
        engine=local
        tables.root=s3a://bucket/tables
        s3.endpoint=%s
        s3.path-style=true
        s3.credentials=secrets
        secrets.s3.access-key=env:KEY
        secrets.s3.secret-key=env:SECRET
        """
            .formatted(bucket.endpoint()));
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private TestingProject.Said refused(String command) {
    var said = project.plumb(command, "orders");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("Cannot write table");
    assertThat(said.out() + said.err()).doesNotContain("a-secret-of-a-test");
    assertThat(bucket.names()).isEmpty();
    return said;
  }

  @Test
  void oneThatTakesTwoWritesOfOneNameIsRefusedWithTheReason() {
    assertThat(refused("plan").err())
        .contains("it doesn't heed If-None-Match")
        .contains("two writers could both win a version")
        .contains("s3.commit=lease");
    refused("run");
  }

  @Test
  void oneThatKnowsNoConditionsIsRefusedWithItsAnswer() {
    bucket.answer = 501;
    assertThat(refused("plan").err()).contains("has no conditional put").contains("status 501");
  }

  @Test
  void onesOwnRightsAreToldApartFromTheStores() {
    bucket.answer = 403;
    assertThat(refused("plan").err()).contains("may not write").contains("grant s3:PutObject");
  }

  @Test
  void whatTheUserVouchesForIsNotTried() {
    for (String commit : new String[] {"put", "lease"}) {
      var said = project.plumb("plan", "orders", "--conf", "s3.commit=" + commit);
      assertThat(said.err()).isEmpty();
      assertThat(said.exit()).isZero();
    }
    assertThat(bucket.names()).isEmpty();
  }

  @Test
  void anUnknownRuleIsRefused() {
    var said = project.plumb("plan", "orders", "--conf", "s3.commit=hope");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("s3.commit=hope").contains("probe, put, lease");
  }
}
