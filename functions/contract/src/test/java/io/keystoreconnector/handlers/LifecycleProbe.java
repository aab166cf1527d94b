package io.keystoreconnector.handlers;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import software.amazon.awssdk.services.kms.KmsClient;

/** The same for the other jar, whose classes are not on the class path of these tests. */
final class LifecycleProbe {

  private LifecycleProbe() {}

  /** Fails if the call does. */
  public static void main(String... arguments) throws ReflectiveOperationException {
    Class<?> clients = Class.forName("io.keystoreconnector.lifecycle.AwsClients");
    Constructor<?> constructor = clients.getDeclaredConstructor();
    constructor.setAccessible(true);
    Method kms = clients.getDeclaredMethod("kms");
    kms.setAccessible(true);
    var _ = ((KmsClient) kms.invoke(constructor.newInstance())).describeCustomKeyStores();
  }
}
