package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.runs.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file for the picture of a run.
 *
 * @param name the value of --report: a file, or a folder for a file that is named after store and
 *     outcome; null for no picture
 */
public record ReportFile(@Nullable String name) {

  /** No picture. */
  public static final ReportFile NONE = new ReportFile(null);

  private static final String ENDING = ".html";

  /**
   * Checks the file before the run starts, so that no run ends without its report.
   *
   * @throws UsageProblem if the name is no folder and does not end in .html, or if no file can be
   *     written there
   */
  public void check() {
    if (name != null) {
      check(name);
    }
  }

  private static void check(String name) {
    try {
      if (isFolder(name)) {
        checkWritable(name, Path.of(name));
        return;
      }
      if (!name.endsWith(ENDING)) {
        throw new UsageProblem(
            "--report must be a folder, or the name of a file that ends in .html, not "
                + name
                + ".");
      }
      Path file = Path.of(name).toAbsolutePath();
      Path folder = file.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new UsageProblem("--report: folder %s does not exist.".formatted(folder));
      }
      if (Files.isDirectory(file)) {
        throw new UsageProblem("--report: %s is a folder, not a file.".formatted(name));
      }
      checkWritable(name, Files.exists(file) ? file : folder);
    } catch (InvalidPathException e) {
      throw new UsageProblem("--report: %s is not a valid file name.".formatted(name));
    }
  }

  /** A name that ends like a file is taken for one. */
  private static boolean isFolder(String name) {
    return !name.endsWith(ENDING) && Files.isDirectory(Path.of(name));
  }

  private static void checkWritable(String name, Path path) {
    if (!Files.isWritable(path)) {
      throw new UsageProblem("--report: %s cannot be written.".formatted(name));
    }
  }

  /**
   * Writes the picture, in place of an older one, if it was requested; returns the file's name.
   *
   * @throws OutputProblem if the file can no longer be written
   */
  public Optional<String> write(Supplier<Recording> recording) {
    if (name == null) {
      return Optional.empty();
    }
    try {
      Recording picture = recording.get();
      Path file = isFolder(name) ? Path.of(name, ReportPage.fileName(picture)) : Path.of(name);
      Files.writeString(file, ReportPage.of(picture, Instant.now()));
      return Optional.of(file.toString());
    } catch (IOException e) {
      throw new OutputProblem(
          "--report: %s could not be written; the run itself has ended.".formatted(name));
    }
  }

  /** Prints where the picture is, if one was written. */
  public static void tell(Page page, Optional<String> written) {
    written.ifPresent(file -> page.row(Style.QUIET, file, FinalReport.part(Style.QUIET, "report")));
  }
}
