package dev.plumbline.runner.value;

import dev.plumbline.pipeline.Expectation;
import dev.plumbline.pipeline.event.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges rows by their profile before they are committed. */
public final class Expectations {
  private Expectations() {}

  /** Every expectation that doesn't hold, in words with what was found; empty when all hold. */
  public static List<String> judge(Profile profile, List<Expectation> expectations) {
    List<String> failures = new ArrayList<>();
    for (Expectation expectation : expectations) {
      fault(profile, expectation).ifPresent(found -> failures.add(words(expectation, found)));
    }
    return failures;
  }

  private static String words(Expectation expectation, String found) {
    return "expected " + expectation + ", found " + found;
  }

  private static Optional<String> fault(Profile profile, Expectation expectation) {
    if (expectation instanceof Expectation.Rows rows) {
      boolean holds = profile.rows() >= rows.least() && profile.rows() <= rows.most();
      return holds ? Optional.empty() : Optional.of(profile.rows() + " rows");
    }
    String name = expectation.subject().orElseThrow();
    Optional<Profile.Column> column = profile.column(name);
    if (column.isEmpty()) {
      return Optional.of("no column " + name);
    }
    return expectation instanceof Expectation.Nulls nulls
        ? nulls(profile, column.get(), nulls)
        : range(profile, column.get(), (Expectation.Range) expectation);
  }

  private static Optional<String> nulls(
      Profile profile, Profile.Column column, Expectation.Nulls nulls) {
    return column.nulls() <= nulls.share() * profile.rows()
        ? Optional.empty()
        : Optional.of(column.nulls() + " nulls in " + profile.rows() + " rows");
  }

  private static Optional<String> range(
      Profile profile, Profile.Column column, Expectation.Range range) {
    if (column.nulls() == profile.rows()) {
      return Optional.empty();
    }
    if (column.least().isEmpty() || column.most().isEmpty()) {
      return Optional.of("no numbers but " + column.type());
    }
    String found = column.least().get() + ".." + column.most().get();
    try {
      double least = Double.parseDouble(column.least().get());
      double most = Double.parseDouble(column.most().get());
      return least >= range.least() && most <= range.most() ? Optional.empty() : Optional.of(found);
    } catch (NumberFormatException e) {
      return Optional.of(found + ", which are no numbers but " + column.type());
    }
  }
}
