package dev.plumbline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The name that somebody probably meant. */
class NearestTest {
  @Test
  void aSlipOfTheHandIsNear() {
    assertThat(Nearest.to("dya", List.of("delay", "day"))).contains("day");
    assertThat(Nearest.to("lateMinuts", List.of("lateMinutes", "minutes"))).contains("lateMinutes");
    assertThat(Nearest.to("", List.of("ab", "abc"))).contains("ab");
  }

  @Test
  void anotherWordIsNot() {
    assertThat(Nearest.to("carrier", List.of("day", "delay"))).isEmpty();
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }

  @Test
  void ofTwoAsNearTheFirstByNameIsTaken() {
    assertThat(Nearest.to("cat", List.of("rat", "bat"))).contains("bat");
  }

  @Test
  void theSentenceNamesAll() {
    assertThat(Nearest.unknown("column", "dya", List.of("day")))
        .isEqualTo("names column 'dya', which is none of [day]; did you mean 'day'?");
    assertThat(Nearest.among("dya", List.of("day", "hour")))
        .isEqualTo("there are [day, hour]; did you mean 'day'?");
    assertThat(Nearest.among("carrier", List.of("day"))).isEqualTo("there are [day]");
  }
}
