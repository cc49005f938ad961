package dev.plumbline.tables;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.table.TableException;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commits of a table as the files that they are. What planning asks of a log is read here, in a
 * few JDK classes; what needs the log replayed is left to Kernel.
 */
record DeltaLog(Place table) {
  private static final Pattern COMMIT =
      Pattern.compile("(\\d{20})[.](json|checkpoint[.].*parquet)");
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*(\\d+)");

  private String file(String name) {
    return table.resolve("_delta_log/" + name);
  }

  String commitFile(long version) {
    return file(String.format("%020d.json", version));
  }

  String checksumFile(long version) {
    return file(String.format("%020d.crc", version));
  }

  String checkpointFile(long version) {
    return file(String.format("%020d.checkpoint.parquet", version));
  }

  /**
   * The newest version. Commits have no gaps, so from the last checkpoint on those of this machine
   * are probed one by one: a log of a hundred thousand versions is not listed. Elsewhere listing
   * from there on is one request.
   */
  OptionalLong newest() {
    OptionalLong checkpoint = lastCheckpoint();
    if (checkpoint.isEmpty() || !table.kernel().isLocal()) {
      return listed(checkpoint.orElse(0));
    }
    long version = checkpoint.getAsLong();
    try {
      while (table.exists(commitFile(version + 1))) {
        version++;
      }
    } catch (IOException e) {
      throw unreadable(commitFile(version + 1), e);
    }
    return OptionalLong.of(version);
  }

  private OptionalLong lastCheckpoint() {
    try {
      Matcher matcher = VERSION.matcher(text(file("_last_checkpoint")));
      if (matcher.find()) {
        long version = Long.parseLong(matcher.group(1));
        if (table.exists(commitFile(version)) || table.exists(checkpointFile(version))) {
          return OptionalLong.of(version);
        }
      }
      return OptionalLong.empty();
    } catch (FileNotFoundException | DamagedFileException e) {
      return OptionalLong.empty(); // it only saves time
    } catch (IOException e) {
      throw unreadable(file("_last_checkpoint"), e);
    }
  }

  private OptionalLong listed(long from) {
    OptionalLong newest = OptionalLong.empty();
    String first = commitFile(from).replaceFirst("[.]json$", "");
    try (CloseableIterator<FileStatus> entries = table.files().listFrom(first)) {
      while (entries.hasNext()) {
        String path = entries.next().getPath();
        Matcher matcher = COMMIT.matcher(path.substring(path.lastIndexOf('/') + 1));
        if (matcher.matches()) {
          newest = OptionalLong.of(Long.parseLong(matcher.group(1)));
        }
      }
      return newest;
    } catch (FileNotFoundException | NotDirectoryException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw unreadable(file(""), e);
    }
  }

  private String text(String file) throws IOException {
    return new String(table.read(file), StandardCharsets.UTF_8);
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
    String file = commitFile(version);
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
      throw unreadable(file, e);
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

  private BufferedReader lines(String file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(table.open(file), StandardCharsets.UTF_8.newDecoder()));
  }

  /** The checksum of a version as JSON; empty when none was written, or it can't be used. */
  Optional<Map<?, ?>> checksum(long version) {
    try {
      return Json.parse(text(checksumFile(version))) instanceof Map<?, ?> tree
          ? Optional.of(tree)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // it only saves time
    }
  }

  private TableException unreadable(String file, IOException e) {
    return new TableException(
        TableException.Kind.ENVIRONMENT,
        "Cannot read the log of " + table + ": " + file + ": " + e,
        e);
  }
}
