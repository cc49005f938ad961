package dev.plumbline.runner.code;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** A small project of a step with most of what Java code can hold, and the jars beneath it. */
final class TestingFlights {
  static final String STEP = "dev.x.Label";

  static final TestingProject API =
      TestingProject.of(
          "package dev.plumbline.pipeline; public interface Output<O> { void emit(O row); }",
          """
          package dev.plumbline.pipeline;
          public interface RowStep<I, O> {
            void apply(I row, Output<? super O> out) throws Exception;
            default int unrelated() { return 1; }
          }
          """,
          """
          package dev.plumbline.pipeline;
          import java.lang.annotation.*;
          @Retention(RetentionPolicy.RUNTIME)
          public @interface Decimal { int precision(); int scale(); }
          """);

  static final TestingProject LIBRARY =
      TestingProject.of(
          """
          package org.lib;
          public class Words {
            public static String upper(String text) { return text.toUpperCase(); }
            public static int unused() { return 1; }
          }
          """);

  static final TestingProject STEPS =
      TestingProject.of(
          """
          package dev.x;
          import dev.plumbline.pipeline.*;
          import java.util.*;
          import java.util.function.*;
          public record Label(int minutes, Zone zone) implements RowStep<Flight, Labelled> {
            static final Map<String, Integer> LIMITS = new HashMap<>();
            static { LIMITS.put("LAX", 30); }
            static final int CONSTANT = 7;
            public Label { if (minutes < 0) throw new IllegalArgumentException("minutes"); }
            @Override public void apply(Flight row, Output<? super Labelled> out) {
              int late = row.delay() - CONSTANT;
              Supplier<String> text = () -> row.origin() + late;
              Function<String, String> upper = Late::shout;
              Comparator<String> order = new Comparator<>() {
                @Override public int compare(String a, String b) { return a.length() - b.length(); }
              };
              Rule rule = new Strict(minutes);
              out.emit(new Labelled(rule.late(late) && order.compare("a", text.get()) < 0,
                  upper.apply(text.get()) + weight(row) + new Nested().twice(3)));
            }
            private int weight(Flight row) {
              return switch (row.carrier()) { case AA -> 1; case UA -> 2; default -> Late.share(3); };
            }
            static int unreached() { return 4; }
            static final class Nested { int twice(int x) { return x * 2; } int other() { return 5; } }
          }
          """,
          """
          package dev.x;
          import dev.plumbline.pipeline.Decimal;
          import java.math.BigDecimal;
          import java.util.List;
          public record Flight(String origin, int delay, Carrier carrier,
              @Decimal(precision = 10, scale = 2) BigDecimal fare, List<Leg> legs) {}
          """,
          "package dev.x; public record Leg(String to) { public Leg { to = to.trim(); } }",
          "package dev.x; public record Labelled(boolean late, String text) {}",
          "package dev.x; public record Zone(String id) { public String id() { return id; } }",
          "package dev.x; public enum Carrier { AA, UA, DL }",
          """
          package dev.x;
          public class Late {
            static int share(int x) { return x + 1; }
            static String shout(String text) { return org.lib.Words.upper(text); }
            static int unreached(int x) { return x + 2; }
          }
          """,
          """
          package dev.x;
          public interface Rule {
            boolean late(int minutes);
            default boolean early(int minutes) { return !late(minutes); }
            default boolean never() { return false; }
          }
          """,
          """
          package dev.x;
          public abstract class Base implements Rule {
            protected final int limit;
            protected Base(int limit) { this.limit = limit; }
            @Override public boolean late(int minutes) { return beyond(minutes) && !early2(minutes); }
            boolean beyond(int minutes) { return minutes > limit; }
            abstract boolean early2(int minutes);
          }
          """,
          """
          package dev.x;
          public class Strict extends Base {
            public Strict(int limit) { super(limit); }
            @Override boolean early2(int minutes) { return minutes < -100; }
            @Override public String toString() { return "strict"; }
          }
          """,
          """
          package dev.x;
          public class Lax extends Base {
            public Lax(int limit) { super(limit); }
            @Override boolean early2(int minutes) { return minutes < -200; }
          }
          """,
          """
          package dev.x;
          import dev.plumbline.pipeline.*;
          public record Sibling(int minutes) implements RowStep<Flight, Labelled> {
            @Override public void apply(Flight row, Output<? super Labelled> out) {
              out.emit(new Labelled(new Lax(3).late(row.delay()), "sibling"));
            }
          }
          """);

  private TestingFlights() {}

  static Path api(Path root) throws IOException {
    return TestingProject.jar(
        API.compile(root.resolve("api"), List.of()), root.resolve("plumbline-pipeline-api.jar"));
  }

  static Path library(Path root) throws IOException {
    return TestingProject.jar(
        LIBRARY.compile(root.resolve("lib"), List.of()), root.resolve("words-1.0.jar"));
  }

  /** The step's fingerprint, its classes compiled into a folder and its libraries jars. */
  static CodeFingerprint fingerprint(TestingProject steps, Path root, String... options)
      throws IOException {
    Path api = api(root);
    Path library = library(root);
    Path folder = steps.compile(root.resolve("classes"), List.of(api, library), options);
    return fingerprint(List.of(folder, api, library), root.resolve("cache"));
  }

  static CodeFingerprint fingerprint(List<Path> classPath, Path cache) throws IOException {
    try (URLClassLoader loader = TestingProject.loader(classPath)) {
      return CodeFingerprints.open(cache).of(load(loader, STEP));
    }
  }

  static Class<?> load(ClassLoader loader, String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Cannot load " + name + ": not compiled, add it", e);
    }
  }
}
