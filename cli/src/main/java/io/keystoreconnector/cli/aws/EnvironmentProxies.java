package io.keystoreconnector.cli.aws;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, chosen as the AWS CLI chooses them;
 * the SDK takes one proxy for all addresses. An address on this machine has none.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html">Using an
 *     HTTP proxy for the AWS CLI</a>
 */
final class EnvironmentProxies extends ProxySelector {

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Makes every connection of this process use them, if there are any. */
  static void install(Map<String, String> environment) {
    EnvironmentProxies proxies = new EnvironmentProxies(environment);
    List<URI> all =
        Stream.of("https", "http").flatMap(scheme -> proxies.proxy(scheme).stream()).toList();
    if (all.isEmpty()) {
      return;
    }
    ProxySelector.setDefault(proxies);
    if (all.stream().anyMatch(proxy -> proxy.getUserInfo() != null)) {
      // Otherwise Java never sends a password to a proxy for an https address.
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
      Authenticator.setDefault(new ProxyPassword(all));
    }
  }

  @Override
  public List<Proxy> select(URI address) {
    String host = Objects.requireNonNullElse(address.getHost(), "");
    return Optional.of(host)
        .filter(any -> !Loopback.is(any) && !isExcluded(any, address.getPort()))
        .flatMap(any -> proxy(Objects.requireNonNullElse(address.getScheme(), "")))
        .map(EnvironmentProxies::opened)
        .map(List::of)
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException e) {
    // The caller reports it.
  }

  private static Proxy opened(URI proxy) {
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
  }

  private Optional<URI> proxy(String scheme) {
    return variable(scheme + "_proxy")
        .or(() -> variable("all_proxy"))
        .map(value -> value.contains("://") ? value : "http://" + value)
        .flatMap(EnvironmentProxies::uri)
        .filter(uri -> uri.getHost() != null);
  }

  private static Optional<URI> uri(String value) {
    try {
      return Optional.of(URI.create(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A host, a domain with or without a dot before it, or * for everything. */
  private boolean isExcluded(String host, int port) {
    return variable("no_proxy").stream()
        .flatMap(list -> Stream.of(list.split(",", -1)))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(
            entry -> entry.equals("*") || matches(entry, host.toLowerCase(Locale.ROOT), port));
  }

  private static boolean matches(String entry, String host, int port) {
    String name = entry.startsWith(".") ? entry.substring(1) : entry;
    return Stream.of(host, host + ":" + port)
        .anyMatch(full -> full.equals(name) || full.endsWith("." + name));
  }

  /** In lower case first, as most tools do. */
  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .flatMap(key -> Stream.ofNullable(environment.get(key)))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  /** The name and password that stand in a proxy's address. */
  private static final class ProxyPassword extends Authenticator {

    private final List<URI> proxies;

    ProxyPassword(List<URI> proxies) {
      this.proxies = proxies;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? proxies.stream()
              .filter(proxy -> proxy.getHost().equalsIgnoreCase(getRequestingHost()))
              .flatMap(proxy -> Stream.ofNullable(proxy.getRawUserInfo()))
              .map(ProxyPassword::credentials)
              .findFirst()
              .orElse(null)
          : null;
    }

    private static PasswordAuthentication credentials(String userInfo) {
      String[] parts = userInfo.split(":", 2);
      String password = parts.length < 2 ? "" : decoded(parts[1]);
      return new PasswordAuthentication(decoded(parts[0]), password.toCharArray());
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
  }
}
