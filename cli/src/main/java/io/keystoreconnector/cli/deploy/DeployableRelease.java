package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.runs.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A template and the jars of this release, and where in a bucket they go. A key contains the hash
 * of what it names: that of all jars together in the folder, and that of the template in its name.
 *
 * @param codePrefix the folder of the jars
 */
record DeployableRelease(
    DeployableTemplate kind,
    String codePrefix,
    DeployableFile template,
    List<DeployableFile> jars) {

  /**
   * What the build has made for a template.
   *
   * @throws UsageProblem if nothing is built
   * @throws IOException if it cannot be read
   */
  static DeployableRelease of(Installation installation, DeployableTemplate template)
      throws IOException {
    Path folder = installation.template();
    Path file = template.builtIn(folder);
    String prefix = prefix(folder);
    List<DeployableFile> jars = new ArrayList<>();
    for (String jar : template.jars()) {
      jars.add(DeployableFile.of(folder.resolve(jar), prefix + "/" + jar));
    }
    return new DeployableRelease(
        template, prefix, DeployableFile.byContents(file, prefix, ".template.json"), jars);
  }

  /**
   * The same in the layout of a bucket from which others deploy: {@code connector/VERSION/}, with
   * the names that the files have here.
   *
   * @throws UsageProblem if nothing is built
   * @throws IOException if it cannot be read
   */
  static DeployableRelease published(
      Installation installation, String version, DeployableTemplate template) throws IOException {
    DeployableRelease built = of(installation, template);
    String folder = "connector/" + version;
    return new DeployableRelease(
        template,
        folder,
        built.template.in(folder),
        built.jars.stream().map(jar -> jar.in(folder)).toList());
  }

  /** All of them; the template is the last, so that what it names is there before it. */
  List<DeployableFile> files() {
    return Stream.concat(jars.stream(), Stream.of(template)).toList();
  }

  /** The version, and the digits that the jars are known by, as the stack's output Release. */
  String name() {
    return Release.ofThisCode().version() + codePrefix.replaceFirst(".*/", " ");
  }

  /** The folder of the jars that are in a folder here. */
  static String prefix(Path folder) throws IOException {
    return "keystore-connector/" + Files.readString(folder.resolve("release.txt")).strip();
  }
}
