package io.keystoreconnector.emulator.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.stacks.Buckets;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * All emulated services behind one endpoint on the loopback interface. The world can be swapped
 * while it runs, so that one server can rehearse many scenarios.
 */
public final class SandboxServer implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private static final String ROOT = "/";

  /** How long a client may take to send a request; after that its connection is closed. */
  private static final int SECONDS_FOR_A_REQUEST = 30;

  private final HttpServer http;
  private final ExecutorService threads;
  private final Buckets buckets = new Buckets();
  private volatile AwsEndpoint aws;

  private SandboxServer(HttpServer http, World world) {
    this.http = http;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.aws = new AwsEndpoint(world);
  }

  /**
   * Starts to serve a world.
   *
   * @param port the port, or 0 for any free one
   * @throws IOException if the port is taken
   */
  public static SandboxServer start(World world, int port) throws IOException {
    configure();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    SandboxServer server = new SandboxServer(HttpServer.create(address, 0), world);
    server.open(ROOT, server.services());
    server.http.setExecutor(server.threads);
    server.http.start();
    return server;
  }

  /** The JDK reads these properties once, when the first server of the JVM is made. */
  private static void configure() {
    // Without it each answer takes 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Properties given = System.getProperties();
    given.putIfAbsent("sun.net.httpserver.maxReqTime", String.valueOf(SECONDS_FOR_A_REQUEST));
  }

  private HttpHandler services() {
    return new BucketHandler(() -> aws, new WireHandler(() -> aws));
  }

  /**
   * Opens a path for a handler, which answers requests from this machine only, with a body of at
   * most 4 MiB; an object for S3 may have 64 MiB.
   */
  public void open(String path, HttpHandler handler) {
    http.createContext(path, handler)
        .getFilters()
        .addAll(List.of(new LoopbackOnly(), new BodyLimit()));
  }

  /**
   * Puts a handler in front of the services.
   *
   * @param before creates it from the handler that answers what it lets through
   */
  public void openBefore(UnaryOperator<HttpHandler> before) {
    http.removeContext(ROOT);
    open(ROOT, before.apply(services()));
  }

  /** Serves another world, starting with the next request. */
  public void serve(World world) {
    aws = new AwsEndpoint(world);
  }

  /** The same with Step Functions, whose executions use the world's clock. */
  public void serve(World world, Workflows workflows) {
    String region = world.settings().region();
    buckets.with(Buckets.EXAMPLE, region).with(Buckets.EXAMPLE + "-" + region, region);
    aws = new AwsEndpoint(world, workflows, buckets);
  }

  /** The buckets of S3, which stay when another world is served. */
  public Buckets buckets() {
    return buckets;
  }

  /** Where it listens; an AWS client's endpoint override. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Answers no call any more, not even those that a fault makes wait. */
  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
