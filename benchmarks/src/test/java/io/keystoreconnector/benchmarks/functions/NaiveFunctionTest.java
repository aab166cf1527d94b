package io.keystoreconnector.benchmarks.functions;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.kms.KmsClient;

class NaiveFunctionTest {
  /** What the POM adds for the other functions, and leaves out of the naive one's jar. */
  private static final List<String> ADDED =
      List.of("url-connection-client", "aws-crt-client", "crt-core", "aws-crt");

  /** It once had none, because the parent leaves the HTTP clients of every service out. */
  @Test
  void hasAnHttpClientThatTheSdkBringsByItself() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    try (URLClassLoader naive = classPath()) {
      // The SDK looks for HTTP clients in the thread's class loader.
      thread.setContextClassLoader(naive);
      Runnable clients =
          naive
              .loadClass(MakesClients.class.getName())
              .asSubclass(Runnable.class)
              .getConstructor()
              .newInstance();
      assertThatCode(clients::run).doesNotThrowAnyException();
    } finally {
      thread.setContextClassLoader(own);
    }
  }

  private static URLClassLoader classPath() throws IOException {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(one -> ADDED.stream().noneMatch(one.getFileName().toString()::startsWith))
            .map(NaiveFunctionTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path one) {
    try {
      return one.toUri().toURL();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the clients that {@link NaiveFunction} makes; only the Region is given. */
  public static final class MakesClients implements Runnable {
    @Override
    public void run() {
      KmsClient.builder().region(Region.EU_CENTRAL_1).build().close();
      CloudHsmV2Client.builder().region(Region.EU_CENTRAL_1).build().close();
    }
  }
}
