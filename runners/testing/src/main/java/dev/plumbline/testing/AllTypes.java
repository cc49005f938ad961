package dev.plumbline.testing;

import dev.plumbline.pipeline.schema.Decimal;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row with a field of every type and of every presence: what an engine or a store must carry
 * unchanged. Make rows of it by {@link RandomRows}. Equal by value, its bytes too; the order of a
 * map doesn't count.
 */
@SuppressWarnings("ArrayRecordComponent") // a byte[] is one of the types
public record AllTypes(
    boolean flag,
    byte tiny,
    short small,
    int count,
    long id,
    float ratio,
    double score,
    char letter,
    Boolean maybeFlag,
    Integer maybeCount,
    Long maybeId,
    Double maybeScore,
    String text,
    Color color,
    @Decimal(precision = 12, scale = 2) BigDecimal money,
    @Decimal(precision = 38, scale = 10) BigDecimal exact,
    LocalDate day,
    Instant at,
    LocalDateTime local,
    byte[] bytes,
    Optional<String> note,
    Optional<Integer> rank,
    Place place,
    Optional<Place> other,
    List<String> tags,
    List<Place> stops,
    Map<String, Long> counts,
    Map<Integer, List<Double>> series) {

  /** An enum field's constants. */
  public enum Color {
    RED,
    GREEN,
    BLUE
  }

  /** A nested record, with another in it. */
  public record Place(String name, double height, Optional<LocalDate> since, Point point) {}

  /** Two levels down. */
  public record Point(float x, @Decimal(precision = 9, scale = 4) BigDecimal y) {}

  private static final Schema<AllTypes> SCHEMA = Schema.of(AllTypes.class);
  private static final RowCodec CODEC = RowCodec.of(SCHEMA);

  private byte[] encoded() {
    return CODEC.toBytes(SCHEMA.cells(this));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AllTypes that && Arrays.equals(encoded(), that.encoded());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded());
  }
}
