package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.statemachine.time.Timeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * The journal of what runs on this machine, in a file: the items of all key stores of one account
 * and Region. The file is replaced as a whole, so readers need no lock.
 */
final class LocalJournal implements JournalKeeper, RunJournal {

  private static final int FORMAT = 1;

  /** Less than the workflow's step has; a write takes some milliseconds. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final JSON PRINTER = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  private final Path file;
  private final Timeline time;

  /**
   * A journal.
   *
   * @param time on which it waits while another process writes
   */
  LocalJournal(Path file, Timeline time) {
    this.file = file;
    this.time = time;
  }

  @Override
  public String where() {
    return "the file " + file;
  }

  @Override
  public Map<String, Object> json() {
    return Map.of("file", file.toString());
  }

  /**
   * What is remembered about a key store.
   *
   * @throws UsageProblem if the file is damaged
   */
  @Override
  public Optional<JournalItem> read(String keyStoreId) {
    return Optional.ofNullable(items().get(keyStoreId));
  }

  @Override
  public boolean replace(JournalItem next, long seen) {
    return put(next, there -> there.filter(item -> item.version() == seen).isPresent());
  }

  /**
   * Writes an item if what is there meets a condition; returns whether it does.
   *
   * @throws UsageProblem if the file is damaged
   * @throws OutputProblem if it cannot be written, or another process keeps it locked
   */
  @Override
  public boolean put(JournalItem next, Predicate<Optional<JournalItem>> condition) {
    try {
      Files.createDirectories(parent(), onlyMine("rwx------"));
      try (FileChannel lock =
              FileChannel.open(
                  file.resolveSibling(file.getFileName() + ".lock"),
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  onlyMine("rw-------"));
          FileLock held = lock(lock)) {
        Objects.requireNonNull(held);
        Map<String, JournalItem> items = items();
        if (!condition.test(Optional.ofNullable(items.get(next.keyStoreId())))) {
          return false;
        }
        items.put(next.keyStoreId(), next);
        write(items);
        return true;
      }
    } catch (IOException e) {
      throw new OutputProblem("The journal %s cannot be written: %s.".formatted(file, why(e)));
    }
  }

  private Path parent() {
    return Objects.requireNonNull(file.getParent());
  }

  private FileLock lock(FileChannel channel) throws IOException {
    Instant until = time.instant().plus(PATIENCE);
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      if (!time.instant().isBefore(until)) {
        throw new OutputProblem(
            "Another process has locked the journal %s; try again when it has ended."
                .formatted(file));
      }
      time.await(time.instant().plus(PAUSE), () -> false);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another thread of this process; for the one that waits, the same as another process.
      return null;
    }
  }

  /** Either the old file or the new one is there, also after a crash. */
  private void write(Map<String, JournalItem> items) throws IOException {
    Path next = Files.createTempFile(parent(), ".journal-", ".json", onlyMine("rw-------"));
    try {
      try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer text = StandardCharsets.UTF_8.encode(PRINTER.asString(tree(items)) + "\n");
        while (text.hasRemaining()) {
          out.write(text);
        }
        out.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel folder = FileChannel.open(parent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static Map<String, Object> tree(Map<String, JournalItem> items) {
    Map<String, Object> stores = new LinkedHashMap<>();
    items.forEach(
        (id, item) -> {
          Map<String, Object> store = new LinkedHashMap<>();
          store.put("version", item.version());
          store.put("journal", item.journal());
          store.put("execution", item.execution());
          store.put("updatedAt", item.updatedAt());
          stores.put(id, store);
        });
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("keyStores", stores);
    return tree;
  }

  private Map<String, JournalItem> items() {
    Object tree;
    try {
      tree = JSON.std.anyFrom(Files.readString(file));
    } catch (NoSuchFileException e) {
      return new LinkedHashMap<>();
    } catch (IOException e) {
      throw new UsageProblem("The journal %s cannot be read: %s.".formatted(file, why(e)));
    } catch (JacksonException e) {
      throw damaged("line %d is not JSON".formatted(e.getLocation().getLineNr()));
    }
    if (!(tree instanceof Map<?, ?> map && map.get("keyStores") instanceof Map<?, ?> stores)) {
      throw damaged("it has no keyStores");
    }
    if (!Objects.equals(map.get("format"), FORMAT)) {
      throw damaged("its format is not " + FORMAT);
    }
    Map<String, JournalItem> items = new LinkedHashMap<>();
    stores.forEach((id, store) -> items.put(String.valueOf(id), item(String.valueOf(id), store)));
    return items;
  }

  private JournalItem item(String id, @Nullable Object store) {
    if (store instanceof Map<?, ?> map
        && map.get("version") instanceof Number version
        && map.get("journal") instanceof String journal
        && map.get("execution") instanceof String execution
        && map.get("updatedAt") instanceof String updatedAt) {
      return new JournalItem(id, version.longValue(), journal, execution, updatedAt);
    }
    throw damaged("its entry for %s is incomplete".formatted(id));
  }

  private UsageProblem damaged(String why) {
    return new UsageProblem(
        "The journal %s is damaged (%s), so nothing was done: repair or remove it; without it, the connector is as careful as with new key stores."
            .formatted(file, why));
  }

  private static String why(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  /** On a file system without such permissions, the user's folder protects it. */
  private FileAttribute<?>[] onlyMine(String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
