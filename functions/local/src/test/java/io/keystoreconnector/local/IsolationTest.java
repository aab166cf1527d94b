package io.keystoreconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** The command line has the SDK on its class path; the functions must not see it. */
class IsolationTest {

  @Test
  void theFunctionsHaveTheSdkOfTheirOwnJar() throws Exception {
    try (FunctionsJar jar = new FunctionsJar(Installation.ofThisProcess().handlersJar())) {
      Class<?> theirs = jar.load(KmsClient.class.getName());
      assertThat(theirs).isNotSameAs(KmsClient.class);
      assertThat(theirs.getProtectionDomain().getCodeSource().getLocation().getPath())
          .endsWith("keystore-connector-handlers.jar");
    }
  }

  @Test
  void whatTheirJarLacksTheyDoNotFind() throws Exception {
    String signIn = "software.amazon.awssdk.services.sso.SsoClient";
    assertThat(Class.forName(signIn).getName()).isEqualTo(signIn);
    try (FunctionsJar jar = new FunctionsJar(Installation.ofThisProcess().handlersJar())) {
      assertThatThrownBy(() -> jar.load(signIn)).isInstanceOf(ClassNotFoundException.class);
    }
  }
}
