package io.keystoreconnector.local;

/**
 * What a function sees of the process that calls it: the JDK and Lambda's own interfaces, and
 * nothing of this module or its libraries.
 */
final class RuntimeInterface extends ClassLoader {

  private static final String SHARED = "com.amazonaws.services.lambda.runtime.";

  RuntimeInterface() {
    super(ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.startsWith(SHARED)) {
      throw new ClassNotFoundException(name);
    }
    return Class.forName(name, false, RuntimeInterface.class.getClassLoader());
  }
}
