package dev.plumbline.runner.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources by class name, compiled by the JDK's compiler into folders and jars. */
final class TestingProject {
  private final Map<String, String> sources;

  private TestingProject(Map<String, String> sources) {
    this.sources = sources;
  }

  /** Sources of top-level types, each starting with its package and naming its type first. */
  static TestingProject of(String... sources) {
    Map<String, String> byName = new TreeMap<>();
    for (String source : sources) {
      String of = source.substring("package ".length(), source.indexOf(';'));
      String type = source.replaceAll("(?s).*?\\b(?:class|record|interface|enum) (\\w+).*", "$1");
      byName.put(of + "." + type, source);
    }
    return new TestingProject(byName);
  }

  TestingProject edit(String type, String from, String to) {
    String source = sources.get(type);
    if (!source.contains(from)) {
      throw new IllegalArgumentException(
          "Cannot edit " + type + ": no " + from + ", name its text");
    }
    Map<String, String> edited = new TreeMap<>(sources);
    edited.put(type, source.replace(from, to));
    return new TestingProject(edited);
  }

  TestingProject add(String source) {
    Map<String, String> all = new TreeMap<>(sources);
    all.putAll(of(source).sources);
    return new TestingProject(all);
  }

  /** Compiles all sources together. */
  Path compile(Path folder, List<Path> classPath, String... options) throws IOException {
    return compile(folder, classPath, List.copyOf(sources.keySet()), options);
  }

  /** Compiles some, the others being in the folder already. */
  Path compile(Path folder, List<Path> classPath, List<String> types, String... options)
      throws IOException {
    Files.createDirectories(folder);
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> units = new ArrayList<>();
    for (String type : types) {
      units.add(new Source(type, sources.get(type)));
    }
    List<Path> path = new ArrayList<>(classPath);
    path.add(folder);
    List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-proc:none"));
    arguments.addAll(List.of("-cp", String.join(":", path.stream().map(Path::toString).toList())));
    arguments.addAll(Arrays.asList(options));
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, UTF_8)) {
      if (!javac.getTask(said, files, null, arguments, null, units).call()) {
        throw new IllegalStateException("Cannot compile " + types + ": " + said + ", mend it");
      }
    }
    return folder;
  }

  static Path jar(Path folder, Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return jar;
  }

  /** A loader that sees the JDK and these places alone. */
  static URLClassLoader loader(List<Path> places) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path place : places) {
      urls.add(place.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
