package dev.plumbline.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Resources;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class S3SettingsTest {
  private static final Resources SECRETS =
      new Resources() {
        @Override
        public Path path(Path path) {
          return path;
        }

        @Override
        public String secret(String name) {
          return "hidden";
        }
      };

  private static S3Settings of(Map<String, String> conf) {
    return S3Settings.of(conf, SECRETS);
  }

  @Test
  void nothingSetIsAmazonWithItsOwnCredentials() {
    S3Settings s3 = of(Map.of("s3.endpoint", "", "tables.root", "s3a://b/"));
    assertThat(s3.endpoint()).isEmpty();
    assertThat(s3.signedRegion()).isEmpty();
    assertThat(s3.keys()).isEmpty();
    assertThat(s3.commit()).isEqualTo(CommitRule.PROBE);
  }

  @Test
  void credentialsAreNeverPrinted() {
    S3Settings s3 = of(Map.of("s3.credentials", "secrets"));
    assertThat(s3.keys().orElseThrow().secret()).isEqualTo("hidden");
    assertThat(s3.toString()).doesNotContain("hidden");
  }

  @Test
  void whatHasNoMeaningIsRefusedWithoutTellingWhatMayBeSecret() {
    assertThatThrownBy(() -> of(Map.of("s3.commit", "maybe")))
        .hasMessageContaining("s3.commit=maybe")
        .hasMessageContaining("[probe, put, lease]");
    assertThatThrownBy(() -> of(Map.of("s3.endpoint", "http://key:hidden@host")))
        .hasMessageContaining("secrets.s3.secret-key")
        .hasMessageNotContaining("hidden");
  }
}
