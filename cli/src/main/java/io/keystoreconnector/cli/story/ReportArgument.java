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
import org.jspecify.annotations.Nullable;

/** The value of --report: the file that the picture of the run goes to. */
public record ReportArgument(String value) {

  private static final String ENDING = ".html";

  /**
   * The file. It is tried before the run begins, so that no run is without its report at the end.
   *
   * @throws UsageProblem if the name does not end in .html, or if no file can be written there
   */
  public Path file() {
    if (!value.endsWith(ENDING)) {
      throw new UsageProblem(
          "--report takes the name of a file that ends in .html, not " + value + ".");
    }
    try {
      Path file = Path.of(value).toAbsolutePath();
      Path folder = file.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new UsageProblem("--report: there is no folder %s.".formatted(folder));
      }
      if (Files.isDirectory(file)) {
        throw new UsageProblem(
            "--report: %s is a folder; it takes the name of a file.".formatted(value));
      }
      if (!Files.isWritable(Files.exists(file) ? file : folder)) {
        throw new UsageProblem("--report: %s cannot be written.".formatted(value));
      }
      return file;
    } catch (InvalidPathException e) {
      throw new UsageProblem("--report: %s is no name of a file.".formatted(value));
    }
  }

  /** Says where the page is, if one was asked for. */
  public static void tell(Page page, @Nullable String value) {
    if (value != null) {
      page.row(Style.QUIET, value, FinalReport.part(Style.QUIET, "report"));
    }
  }

  /**
   * Writes the page, in place of an older one.
   *
   * @throws OutputProblem if the file cannot be written any more
   */
  public void write(Recording recording) {
    try {
      Files.writeString(Path.of(value), ReportPage.of(recording));
    } catch (IOException e) {
      throw new OutputProblem(
          "--report: %s could not be written; the run itself has ended.".formatted(value));
    }
  }
}
