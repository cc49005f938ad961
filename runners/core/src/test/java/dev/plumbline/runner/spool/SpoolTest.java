package dev.plumbline.runner.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.event.EventJson;
import dev.plumbline.pipeline.event.NotNowException;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.UnrecordedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpoolTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  @TempDir Path folder;
  private final TestingStore store = new TestingStore();
  private final List<RunEvent> events = new ArrayList<>();

  private Spool spool(long most, Duration patience) {
    return new Spool(new SpoolSettings(folder.resolve("spool"), most, patience), store::listener);
  }

  private Spool spool() {
    return spool(1 << 20, Duration.ofSeconds(30));
  }

  private Spool impatient() {
    return spool(1 << 20, Duration.ofMillis(20));
  }

  private static Stamp stamp(String run, int number) {
    return new Stamp(run, number, START.plusMillis(number));
  }

  private static RunEvent started(String run) {
    return new RunEvent.RunStarted(
        stamp(run, 0), "p", "local", Optional.empty(), Map.of(), Map.of(), "plan", "{}");
  }

  private static RunEvent point(String run, int number) {
    return new RunEvent.MetricPoint(stamp(run, number), "train", "loss", number, 1.0 / number);
  }

  private static RunEvent finished(String run, int number) {
    return new RunEvent.RunFinished(
        stamp(run, number), RunStatus.FINISHED, Duration.ofSeconds(1), Optional.empty());
  }

  private void tell(RunListener to, RunEvent event) throws Exception {
    events.add(event);
    to.on(event);
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(folder.resolve("spool"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder.resolve("spool"))) {
      return all.sorted().toList();
    }
  }

  /** A whole run; what happens in the middle of it. */
  private void run(RunListener to, Runnable middle) throws Exception {
    tell(to, started("r"));
    for (int i = 1; i <= 50; i++) {
      tell(to, point("r", i));
      if (i == 25) {
        middle.run();
      }
    }
    tell(to, finished("r", 51));
    to.close();
  }

  @Test
  void withoutASpoolWhatAStoreThatIsAwayWasToldIsLost() throws Exception {
    RunListener bare = store.listener();
    bare.on(started("r"));
    store.isAway(true);
    assertThatThrownBy(() -> bare.on(point("r", 1))).isInstanceOf(NotNowException.class);
    store.isAway(false);
    bare.on(finished("r", 2));
    assertThat(store.kept()).hasSize(2);
  }

  @Test
  void everyEventComesOnceAndNothingIsLeftOnTheDisk() throws Exception {
    run(spool().listener(), () -> {});
    assertThat(store.kept()).containsExactlyElementsOf(events);
    assertThat(store.told()).as("each told once").isEqualTo(events.size());
    assertThat(files()).isEmpty();
  }

  @Test
  void aRunGoesOnWhileItsStoreIsAway() throws Exception {
    RunListener to = spool().listener();
    tell(to, started("r"));
    store.isAway(true);
    for (int i = 1; i <= 3000; i++) {
      tell(to, point("r", i));
    }
    assertThat(store.kept()).hasSize(1);
    store.isAway(false);
    tell(to, finished("r", 3001));
    to.close();
    assertThat(store.kept()).containsExactlyElementsOf(events);
    assertThat(files()).isEmpty();
  }

  @Test
  void whatTheStoreDidNotTakeTheNextProcessDelivers() throws Exception {
    run(impatient().listener(), () -> store.isAway(true));
    assertThat(store.kept().size()).isLessThan(events.size());
    assertThat(files()).hasSize(1);

    assertThat(impatient().deliver().waiting()).as("still away").hasSize(1);
    store.isAway(false);
    assertThat(spool().deliver()).isEqualTo(new Spool.Delivered(1, List.of()));
    assertThat(store.kept()).containsExactlyElementsOf(events);
    assertThat(files()).isEmpty();
    assertThat(spool().deliver().files()).isZero();
  }

  @Test
  void theEndOfAKilledRunIsTold() throws Exception {
    leave(
        started("r"),
        new RunEvent.StepStarted(stamp("r", 1), "train", "Train", 1, "fp", Map.of(), Map.of()),
        point("r", 2));
    assertThat(spool().deliver().files()).isEqualTo(1);

    List<RunEvent> kept = store.kept();
    assertThat(kept.subList(0, 3)).containsExactlyElementsOf(events);
    RunEvent.StepFinished step = (RunEvent.StepFinished) kept.get(3);
    assertThat(step.status()).isEqualTo(RunStatus.KILLED);
    assertThat(step.fingerprint()).isEqualTo("fp");
    RunEvent.RunFinished end = (RunEvent.RunFinished) kept.get(4);
    assertThat(end.status()).isEqualTo(RunStatus.KILLED);
    assertThat(end.took()).isEqualTo(Duration.ofMillis(2));
    assertThat(end.error()).contains("its process ended before it did");
  }

  /** As a process that was killed leaves it. */
  private Path leave(RunEvent... left) throws IOException {
    Files.createDirectories(folder.resolve("spool"));
    Path path = folder.resolve("spool").resolve("r.1.4000000-17.events");
    try (SpoolFile file = SpoolFile.create(path, EventJson.write(left[0]))) {
      for (int i = 1; i < left.length; i++) {
        file.append(EventJson.write(left[i]));
      }
    }
    events.addAll(List.of(left));
    return path;
  }

  @Test
  void anEventThatWasNotWrittenWholeIsNotThere() throws Exception {
    Path path = leave(started("r"), point("r", 1));
    byte[] whole = Files.readAllBytes(path);
    Files.delete(path);
    leave(started("r"), point("r", 1), point("r", 2));
    byte[] more = Files.readAllBytes(path);
    List<RunEvent> two = List.of(started("r"), point("r", 1));
    for (int length = whole.length; length < more.length; length++) {
      Files.write(path, java.util.Arrays.copyOf(more, length));
      try (SpoolFile file = SpoolFile.take(path).orElseThrow()) {
        assertThat(file.isSound()).as("%d bytes", length).isTrue();
        assertThat(file.end()).isEqualTo(whole.length);
      }
    }
    Files.write(
        path, java.util.Arrays.copyOf(whole, whole.length + 100)); // zeros, as a power cut may
    assertThat(spool().deliver().files()).isEqualTo(1);
    assertThat(store.kept().subList(0, 2)).containsExactlyElementsOf(two);
    assertThat(files()).isEmpty();
  }

  @Test
  void aDamagedFileIsDeliveredUpToItsDamageAndSetAside() throws Exception {
    Path path = leave(started("r"), point("r", 1), point("r", 2));
    byte[] bytes = Files.readAllBytes(path);
    int place = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("loss");
    bytes[place] ^= 1;
    Files.write(path, bytes);

    assertThat(spool().deliver().files()).isEqualTo(1);
    assertThat(store.kept().get(0)).isEqualTo(started("r"));
    assertThat(store.kept()).doesNotContain(point("r", 2));
    assertThat(files()).singleElement().asString().endsWith(".aside");
  }

  @Test
  void aFileOfANewerPlumblineWaitsForIt() throws Exception {
    Files.createDirectories(folder.resolve("spool"));
    Path path = folder.resolve("spool").resolve("r.1.4000000-17.events");
    SpoolFile.create(path, EventJson.write(started("r")).replace("\"form\":1", "\"form\":9"))
        .close();
    assertThat(spool().deliver().waiting()).containsExactly(path);
    assertThat(path).exists();
  }

  @Test
  void whatALivingProcessHasOpenIsLeftToIt() throws Exception {
    RunListener to = spool().listener();
    tell(to, started("r"));
    tell(to, point("r", 1));
    assertThat(spool().deliver()).isEqualTo(new Spool.Delivered(0, List.of()));
    tell(to, finished("r", 2));
    to.close();
    assertThat(store.kept()).containsExactlyElementsOf(events);
  }

  @Test
  void aFullSpoolIsSaidOnceAndTheEndOfTheRunIsKept() throws Exception {
    RunListener to = spool(4000, Duration.ofMillis(20)).listener();
    tell(to, started("r"));
    store.isAway(true);
    int told = 0;
    Optional<UnrecordedException> full = Optional.empty();
    while (full.isEmpty()) {
      try {
        to.on(point("r", ++told));
      } catch (UnrecordedException e) {
        full = Optional.of(e);
      }
    }
    assertThat(told).isBetween(5, 40);
    assertThat(full.get())
        .hasMessageContaining("Cannot keep the events of run r")
        .hasMessageContaining("at most 4000 bytes")
        .hasMessageContaining("raise tracking.spool.most");
    to.on(point("r", told + 1)); // said once
    to.on(finished("r", told + 2));
    to.close();

    store.isAway(false);
    assertThat(spool().deliver().files()).isEqualTo(1);
    assertThat(store.kept()).hasSize(told + 1).endsWith(finished("r", told + 2));
  }

  @Test
  void eventsThatTheStoreHasDoNotFillTheSpool() throws Exception {
    RunListener to = spool(4000, Duration.ofSeconds(30)).listener();
    tell(to, started("r"));
    for (int i = 1; i <= 400; i++) {
      tell(to, point("r", i));
      while (store.told() < events.size()) {
        Thread.onSpinWait();
      }
    }
    tell(to, finished("r", 401));
    to.close();
    assertThat(store.kept()).containsExactlyElementsOf(events);
  }

  @Test
  void aRunThatCannotBeBegunInTheStoreDoesNotBegin() throws Exception {
    store.isAway(true);
    RunListener to = impatient().listener();
    assertThatThrownBy(() -> to.on(started("r")))
        .isInstanceOf(UnrecordedException.class)
        .hasMessage("Cannot begin run r: it can't be recorded, Cannot write the store: it is away");
    to.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void aRunGoesOnOnlyAfterItsEarlierEvents() throws Exception {
    leave(started("r"), point("r", 1));
    store.isAway(true);
    RunListener to = impatient().listener();
    assertThatThrownBy(() -> to.on(started("r")))
        .isInstanceOf(UnrecordedException.class)
        .hasMessageContaining("Cannot go on with run r: its earlier events wait in");
    store.isAway(false);
    to.on(started("r"));
    assertThat(store.kept()).hasSize(3);
    to.on(finished("r", 9));
    to.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatTheStoreRefusesForGoodHoldsBackNothingAndIsKept() throws Exception {
    store.refuses(RunEvent.MetricPoint.class);
    run(spool().listener(), () -> {});
    assertThat(store.kept()).containsExactly(events.get(0), events.get(51));
    assertThat(files()).singleElement().asString().endsWith("r.1.events.aside");
    assertThat(spool().deliver().files()).isZero();
  }
}
