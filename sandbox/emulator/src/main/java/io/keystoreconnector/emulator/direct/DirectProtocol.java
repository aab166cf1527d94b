package io.keystoreconnector.emulator.direct;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.spi.URLStreamHandlerProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS without a socket: once a service is bound, {@code https://NAME:1} leads to it, in this
 * process, and no other host can be reached. An SDK client that sends by HttpURLConnection
 * marshals, signs and parses as usual; only the connection is left out, and the call is made on the
 * caller's thread, so that it takes part in virtual time. It is HTTPS because the sandbox itself
 * uses plain HTTP, and the SDK supports no third protocol.
 */
public final class DirectProtocol extends URLStreamHandlerProvider {

  private static final String NAME = "https";
  private static final Map<String, DirectService> SERVICES = new ConcurrentHashMap<>();
  private static volatile boolean used;

  /** The handler that the JDK creates. */
  public DirectProtocol() {}

  /**
   * Binds a service to an endpoint, replacing any with the same name.
   *
   * @throws IllegalStateException if this process has used HTTPS before
   */
  public static URI bind(String host, DirectService service) throws IOException {
    used = true;
    SERVICES.put(host, service);
    URI endpoint = URI.create(NAME + "://" + host + ":1");
    if (!(endpoint.toURL().openConnection() instanceof DirectConnection)) {
      throw new IllegalStateException("this process has already used HTTPS over sockets");
    }
    return endpoint;
  }

  /** Unbinds the service. */
  public static void unbind(URI endpoint) {
    SERVICES.remove(endpoint.getHost());
  }

  @Override
  public @Nullable URLStreamHandler createURLStreamHandler(String protocol) {
    return used && protocol.equals(NAME) ? new Handler() : null;
  }

  private static final class Handler extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      DirectService service = SERVICES.get(url.getHost());
      if (service == null) {
        throw new ConnectException("nothing listens at " + url.getHost());
      }
      return new DirectConnection(url, service);
    }
  }
}
