package io.keystoreconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** The command line has the SDK on its class path; the functions must not see it. */
class IsolationTest {

  @Test
  void theFunctionsHaveTheSdkOfTheirOwnJar() throws Exception {
    FunctionsJar jar = FunctionsJar.open(Installation.ofThisProcess().handlersJar());
    Class<?> theirs = jar.load(KmsClient.class.getName());
    assertThat(theirs).isNotSameAs(KmsClient.class);
    assertThat(theirs.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith("keystore-connector-handlers.jar");
  }

  @Test
  void whatTheirJarLacksTheyDoNotFind() throws Exception {
    String signIn = "software.amazon.awssdk.services.sso.SsoClient";
    assertThat(Class.forName(signIn).getName()).isEqualTo(signIn);
    FunctionsJar jar = FunctionsJar.open(Installation.ofThisProcess().handlersJar());
    assertThatThrownBy(() -> jar.load(signIn)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void aBuildOfTheJarIsLoadedOnce(@TempDir Path folder) throws Exception {
    Path jar = Installation.ofThisProcess().handlersJar();
    Path copy = Files.copy(jar, folder.resolve("copy.jar"));
    FunctionsJar opened = FunctionsJar.open(copy);
    assertThat(FunctionsJar.open(folder.resolve("../" + folder.getFileName() + "/copy.jar")))
        .isSameAs(opened);
    Files.setLastModifiedTime(copy, FileTime.fromMillis(0));
    assertThat(FunctionsJar.open(copy)).isNotSameAs(opened);
    assertThat(FunctionsJar.open(jar)).isNotSameAs(opened);
  }
}
