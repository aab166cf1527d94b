package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.constructs.Construct;

/** The example in docs/deploy.md, compiled and synthesized as written there. */
class LibraryUseTest {

  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

  @TempDir private Path folder;

  @Test
  void theExampleInTheDocumentCompilesAndSynthesizes() throws Exception {
    String example = Document.of("deploy.md").under("### As a library").code("java");
    Matcher name = CLASS.matcher(example);
    assertThat(name.find()).isTrue();
    compile(name.group(1), example);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Stack stack =
          (Stack)
              loader
                  .loadClass(name.group(1))
                  .getConstructor(Construct.class, String.class)
                  .newInstance(Synthesized.app(), "KeyStores");
      Template template = Template.fromStack(stack);
      template.resourceCountIs("AWS::StepFunctions::StateMachine", 1);
      template.hasResourceProperties(
          "Custom::KeyStoreConnection", Map.of("CustomKeyStoreId", "cks-1234567890abcdef0"));
    }
  }

  private void compile(String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null,
            null,
            null,
            List.of(
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString(),
                    file.toString())
                .toArray(String[]::new));
    assertThat(result).as("compiled").isZero();
  }
}
