package dev.plumbline.runner.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.pipeline.Splitter;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.value.SplitMembership.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public class SplitMembershipTest {
  private static final LocalDate MAY = LocalDate.of(2001, 5, 1);
  private static final Schema<Flight> FLIGHTS = Schema.of(Flight.class);

  public record When(LocalDate day, Instant at, LocalDateTime local) {}

  public record Flight(When when, String origin, int number, double fare) {}

  private static Flight flight(LocalDate day, Instant at, LocalDateTime local) {
    return new Flight(new When(day, at, local), "SEA", 1, 0);
  }

  private static Flight flight(String origin, int number, double fare) {
    return new Flight(null, origin, number, fare);
  }

  @Test
  void byTimeTheDayItselfTests() {
    Flight before =
        flight(
            MAY.minusDays(1),
            Instant.parse("2001-04-30T23:59:59.999999Z"),
            LocalDateTime.parse("2001-04-30T23:59:59.999999"));
    Flight from =
        flight(MAY, Instant.parse("2001-05-01T00:00:00Z"), LocalDateTime.parse("2001-05-01T00:00"));
    for (String column : new String[] {"when.day", "when.at", "when.local"}) {
      SplitMembership split = SplitMembership.of(Splitter.byTime(column, MAY), FLIGHTS);

      assertThat(split.side(before)).as(column).isEqualTo(Side.TRAIN);
      assertThat(split.side(from)).as(column).isEqualTo(Side.TEST);
      assertThat(split.test(from)).isTrue();
    }
  }

  @Test
  void byTimeANullIsOnNeitherSide() {
    SplitMembership split = SplitMembership.of(Splitter.byTime("when.day", MAY), FLIGHTS);

    assertThat(split.side(flight(null, null, null))).isEqualTo(Side.NEITHER);
    assertThat(split.side(flight("SEA", 1, 0))).isEqualTo(Side.NEITHER);
  }

  @Test
  void byKeyMembershipIsTheSameInEveryRelease() {
    SplitMembership split =
        SplitMembership.of(Splitter.byKey(0.3, 42, "origin", "number"), FLIGHTS);
    String sides =
        IntStream.range(0, 40)
            .mapToObj(i -> split.test(flight(i % 5 == 0 ? null : "A" + i % 3, i, 0)) ? "T" : ".")
            .collect(Collectors.joining());

    assertThat(sides).isEqualTo(".T.TT.T...T....T...TT.T...T.T.T.TT..TT..");
  }

  @Test
  void byKeyEqualKeysStayTogether() {
    SplitMembership split = SplitMembership.of(Splitter.byKey(0.5, 1, "fare"), FLIGHTS);

    assertThat(split.side(flight("a", 1, -0.0))).isEqualTo(split.side(flight("b", 2, 0.0)));
    assertThat(split.side(flight("a", 1, Double.longBitsToDouble(0x7ff8000000000001L))))
        .isEqualTo(split.side(flight("b", 2, Double.NaN)));
  }

  @Test
  void byKeyTheShareIsMetAndTheSeedDecides() {
    SplitMembership one = SplitMembership.of(Splitter.byKey(0.2, 1, "number"), FLIGHTS);
    SplitMembership two = SplitMembership.of(Splitter.byKey(0.2, 2, "number"), FLIGHTS);
    int rows = 50_000;
    int inOne = 0;
    int inBoth = 0;
    for (int i = 0; i < rows; i++) {
      boolean tests = one.test(flight("x", i, 0));
      inOne += tests ? 1 : 0;
      inBoth += tests && two.test(flight("x", i, 0)) ? 1 : 0;
    }

    assertThat(inOne / (double) rows).isCloseTo(0.2, within(0.01));
    assertThat(inBoth / (double) rows).isCloseTo(0.04, within(0.005));
  }

  @Test
  void aColumnThatCannotDecideIsRefused() {
    assertThatThrownBy(() -> SplitMembership.of(Splitter.byTime("origin", MAY), FLIGHTS))
        .hasMessage("Cannot split by time: origin is string, choose a date or a timestamp");
  }
}
