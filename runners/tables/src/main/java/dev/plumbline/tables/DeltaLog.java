package dev.plumbline.tables;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.table.TableException;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commits of a table as the files that they are. What planning asks of a log is read here, in a
 * few JDK classes; what needs the log replayed is left to Kernel.
 */
record DeltaLog(Path table) {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*(\\d+)");

  Path folder() {
    return table.resolve("_delta_log");
  }

  Path commitFile(long version) {
    return folder().resolve(String.format("%020d.json", version));
  }

  Path checksumFile(long version) {
    return folder().resolve(String.format("%020d.crc", version));
  }

  Path checkpointFile(long version) {
    return folder().resolve(String.format("%020d.checkpoint.parquet", version));
  }

  /**
   * The newest version. Commits have no gaps, so from the last checkpoint on they are probed one by
   * one: a log of a hundred thousand versions is not listed.
   */
  OptionalLong newest() {
    long version = lastCheckpoint().orElseGet(() -> listed().orElse(-1));
    if (version < 0) {
      return OptionalLong.empty();
    }
    while (Files.exists(commitFile(version + 1))) {
      version++;
    }
    return OptionalLong.of(version);
  }

  private OptionalLong lastCheckpoint() {
    try {
      Matcher matcher = VERSION.matcher(Files.readString(folder().resolve("_last_checkpoint")));
      if (matcher.find()) {
        long version = Long.parseLong(matcher.group(1));
        if (Files.exists(commitFile(version)) || Files.exists(checkpointFile(version))) {
          return OptionalLong.of(version);
        }
      }
      return OptionalLong.empty();
    } catch (NoSuchFileException | CharacterCodingException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw unreadable("_last_checkpoint", e);
    }
  }

  private OptionalLong listed() {
    try (Stream<Path> entries = Files.list(folder())) {
      return entries
          .map(p -> p.getFileName().toString())
          .filter(name -> name.matches("\\d{20}\\.(json|checkpoint\\..*parquet)"))
          .mapToLong(name -> Long.parseLong(name.substring(0, 20)))
          .max();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw unreadable("", e);
    }
  }

  /** The actions of a commit; empty when the log no longer has it. */
  Optional<List<Map<?, ?>>> commit(long version) {
    return actions(version, line -> true);
  }

  /** The actions of some kinds of a commit; the others' lines are not parsed. */
  Optional<List<Map<?, ?>>> actions(long version, String... kinds) {
    return actions(
        version,
        line -> {
          int name = line.indexOf('"') + 1;
          return Arrays.stream(kinds).anyMatch(kind -> line.startsWith(kind + '"', name));
        });
  }

  private Optional<List<Map<?, ?>>> actions(long version, Predicate<String> wanted) {
    Path file = commitFile(version);
    List<Map<?, ?>> actions = new ArrayList<>();
    try (BufferedReader lines = lines(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && wanted.test(line)) {
          actions.add((Map<?, ?>) Json.parse(line));
        }
      }
      return Optional.of(actions);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (DamagedFileException e) {
      throw new TableException(
          TableException.Kind.CORRUPT,
          "Cannot read commit "
              + version
              + " of "
              + table
              + ": "
              + e.getMessage()
              + ", restore the file from a copy",
          e);
    } catch (CharacterCodingException | IllegalArgumentException | ClassCastException e) {
      throw notACommit(version, e);
    } catch (IOException e) {
      throw unreadable(file.getFileName().toString(), e);
    }
  }

  /** What is told of a commit whose words make no sense. */
  TableException notACommit(long version, Exception cause) {
    return new TableException(
        TableException.Kind.CORRUPT,
        "Cannot read commit "
            + version
            + " of "
            + table
            + ": "
            + commitFile(version)
            + " is not a Delta commit",
        cause);
  }

  private static BufferedReader lines(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new NioInput(file).newStream(), StandardCharsets.UTF_8.newDecoder()));
  }

  /** The checksum of a version as JSON; empty when none was written, or it can't be used. */
  Optional<Map<?, ?>> checksum(long version) {
    try (InputStream in = new NioInput(checksumFile(version)).newStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Json.parse(text) instanceof Map<?, ?> tree ? Optional.of(tree) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // it only saves time
    }
  }

  private TableException unreadable(String file, IOException e) {
    return new TableException(
        TableException.Kind.ENVIRONMENT,
        "Cannot read the log of " + table + ": " + folder().resolve(file) + ": " + e,
        e);
  }
}
