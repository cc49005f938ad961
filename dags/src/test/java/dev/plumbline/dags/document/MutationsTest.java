package dev.plumbline.dags.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One change of a document for each rule; the loader is given the same in {@code
 * proofs/airflow.sh}.
 */
class MutationsTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/plumbline/dags");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TestFactory
  List<DynamicTest> areRefusedWithThePathOfTheFault() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode mutation : MAPPER.readTree(FOLDER.resolve("mutations.json").toFile())) {
      tests.add(DynamicTest.dynamicTest(mutation.toString(), () -> isRefused(mutation)));
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests;
  }

  private static void isRefused(JsonNode mutation) throws IOException {
    JsonNode document = MAPPER.readTree(golden(mutation.get("of").asText()));
    JsonPointer at = JsonPointer.compile(mutation.get("at").asText());
    JsonNode parent = document.at(at.head());
    String last = at.last().getMatchingProperty();
    if (parent instanceof ArrayNode array) {
      array.set(at.last().getMatchingIndex(), mutation.get("set"));
    } else if (mutation.has("remove")) {
      ((ObjectNode) parent).remove(last);
    } else {
      ((ObjectNode) parent).set(last, mutation.get("set"));
    }

    assertThatThrownBy(() -> DagJson.read(MAPPER.writeValueAsBytes(document), "x.json"))
        .asInstanceOf(InstanceOfAssertFactories.type(FaultyDocumentException.class))
        .extracting(FaultyDocumentException::faults, InstanceOfAssertFactories.list(String.class))
        .first(InstanceOfAssertFactories.STRING)
        .startsWith(mutation.get("fault").asText() + ": ");
  }

  private static byte[] golden(String name) throws IOException {
    return Files.readAllBytes(FOLDER.resolve("golden").resolve(name + ".json"));
  }

  @Test
  void twoValuesOfOneKeyAreNoDocument() throws IOException {
    String text = new String(golden("care"), UTF_8).replaceFirst("\\{", "{\"owner\": \"x\",");

    assertThatThrownBy(() -> DagJson.read(text.getBytes(UTF_8), "x.json"))
        .hasMessageContaining("isn't JSON: Duplicate field 'owner'");
  }
}
