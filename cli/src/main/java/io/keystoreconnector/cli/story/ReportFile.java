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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file for the picture of a run.
 *
 * @param name the value of --report; null for no picture
 */
public record ReportFile(@Nullable String name) {

  /** No picture. */
  public static final ReportFile NONE = new ReportFile(null);

  private static final String ENDING = ".html";

  /**
   * Checks the file before the run starts, so that no run ends without its report.
   *
   * @throws UsageProblem if the name does not end in .html, or if no file can be written there
   */
  public void check() {
    if (name != null) {
      check(name);
    }
  }

  private static void check(String name) {
    if (!name.endsWith(ENDING)) {
      throw new UsageProblem(
          "--report must be the name of a file that ends in .html, not " + name + ".");
    }
    try {
      Path file = Path.of(name).toAbsolutePath();
      Path folder = file.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new UsageProblem("--report: folder %s does not exist.".formatted(folder));
      }
      if (Files.isDirectory(file)) {
        throw new UsageProblem("--report: %s is a folder, not a file.".formatted(name));
      }
      if (!Files.isWritable(Files.exists(file) ? file : folder)) {
        throw new UsageProblem("--report: %s cannot be written.".formatted(name));
      }
    } catch (InvalidPathException e) {
      throw new UsageProblem("--report: %s is not a valid file name.".formatted(name));
    }
  }

  /**
   * Writes the picture, in place of an older one, if it was requested.
   *
   * @throws OutputProblem if the file can no longer be written
   */
  public void write(Supplier<Recording> recording) {
    if (name == null) {
      return;
    }
    try {
      Files.writeString(Path.of(name), ReportPage.of(recording.get()));
    } catch (IOException e) {
      throw new OutputProblem(
          "--report: %s could not be written; the run itself has ended.".formatted(name));
    }
  }

  /** Prints where the picture is, if it was requested. */
  public void tell(Page page) {
    if (name != null) {
      page.row(Style.QUIET, name, FinalReport.part(Style.QUIET, "report"));
    }
  }
}
