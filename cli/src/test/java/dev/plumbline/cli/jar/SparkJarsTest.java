package dev.plumbline.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkJarsTest {
  private final SparkJars jars;

  SparkJarsTest() throws IOException {
    jars = SparkJars.read();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plumbline-runner-spark-0.1.0-SNAPSHOT.jar",
        "delta-spark_4.1_2.13-4.4.0.jar",
        "xgboost4j-spark_2.13-3.1.1.jar",
        "sqlite-jdbc-3.54.1.0.jar",
        "guice-7.0.0.jar",
        "classes",
        "my-pipelines.jar"
      })
  void goesIn(String name) {
    assertThat(jars.reason(Path.of("/x", name))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark-core_2.13-4.1.0.jar",
        "scala-library-2.13.17.jar",
        "jackson-core-2.20.0.jar",
        "hadoop-client-api-3.4.2.jar",
        "netty-transport-native-epoll-4.2.7.Final-linux-x86_64.jar"
      })
  void isThere(String name) {
    assertThat(jars.reason(Path.of("/x", name))).contains("Spark has it");
  }

  @Test
  void anotherVersionIsThereToo() {
    assertThat(jars.reason(Path.of("/x/guava-32.0.0-jre.jar"))).contains("Spark has 33.4.8-jre");
  }

  @Test
  void aSecondBindingOfTheLogStaysOut() {
    assertThat(jars.reason(Path.of("/x/slf4j-jdk14-2.0.17.jar"))).isPresent();
  }

  @Test
  void refusesToGuessWhatAnotherSparkProvides() {
    assertThatThrownBy(() -> jars.check(List.of(Path.of("/x/spark-core_2.13-4.2.0.jar"))))
        .hasMessageContaining("Cannot tell what Spark 4.2.0 provides");
    jars.check(List.of(Path.of("/x/spark-core_2.13-4.1.0.jar")));
  }
}
