package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The picture in docs/architecture.md shows the modules as the poms make them. */
class ArchitecturePictureTest {

  private static final Path ROOT = Installation.ofThisProcess().root();
  private static final String OURS = "keystore-connector-";
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  @Test
  void thePictureShowsEveryModuleAndEveryArrow() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/architecture.md"));
    String picture = page.substring(page.indexOf("## Who may know whom"));
    Map<String, String> folders = new TreeMap<>();
    matches(picture, "^  (\\w+)\\[\"([\\w/]+)\"]$")
        .forEach(module -> folders.put(module.group(1), module.group(2)));
    Set<String> arrows = new TreeSet<>();
    matches(picture, "^  (\\w+) --> (\\w+)$")
        .forEach(arrow -> arrows.add(arrow.group(1) + " --> " + arrow.group(2)));

    assertThat(new TreeSet<>(folders.values())).isEqualTo(modules());
    Set<String> expected = new TreeSet<>();
    for (Map.Entry<String, String> module : folders.entrySet()) {
      dependencies(module.getValue())
          .forEach(other -> expected.add(module.getKey() + " --> " + other));
    }
    assertThat(arrows).isEqualTo(expected);
  }

  private static Iterable<MatchResult> matches(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().toList();
  }

  /** Those with code; the folder of the functions only says how their jars are made. */
  private static Set<String> modules() throws Exception {
    Set<String> modules = new TreeSet<>();
    NodeList nodes = nodes(ROOT.resolve("pom.xml"), "/project/modules/module");
    for (int i = 0; i < nodes.getLength(); i++) {
      modules.add(nodes.item(i).getTextContent());
    }
    modules.remove("functions");
    return modules;
  }

  /** What is on the class path of its main code; the contract tests have none. */
  private static Set<String> dependencies(String folder) throws Exception {
    NodeList nodes =
        nodes(
            ROOT.resolve(folder).resolve("pom.xml"),
            "/project/dependencies/dependency[starts-with(artifactId, '%s') and not(type)]"
                .formatted(OURS));
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      names.add(text(nodes.item(i), "artifactId").substring(OURS.length()));
    }
    return names;
  }

  private static String text(Node node, String path) throws Exception {
    return XPATH.evaluate(path, node);
  }

  private static NodeList nodes(Path pom, String path) throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
    return (NodeList) XPATH.evaluate(path, document, XPathConstants.NODESET);
  }
}
