package io.keystoreconnector.sandbox.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.keystoreconnector.sandbox.service.Aws;
import io.keystoreconnector.sandbox.workflow.Workflows;
import io.keystoreconnector.sandbox.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * All emulated services behind one endpoint on the loopback interface. The world can be swapped
 * while it runs, so that one server rehearses many scenarios.
 */
public final class SandboxServer implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** In which those who listen to events are told the end; it takes a moment only. */
  private static final int SECONDS_FOR_LISTENERS = 2;

  private final HttpServer http;
  private final ExecutorService threads;
  private volatile Aws aws;
  private volatile @Nullable EventStream events;

  private SandboxServer(HttpServer http, World world) {
    this.http = http;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.aws = new Aws(world);
  }

  /**
   * Starts to serve a world.
   *
   * @param port the port, or 0 for any free one
   * @throws IOException if the port is taken
   */
  public static SandboxServer start(World world, int port) throws IOException {
    // Read once, when the first server of the JVM is made. Without it each answer takes 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    SandboxServer server = new SandboxServer(HttpServer.create(address, 0), world);
    server.guarded("/", server.services());
    server.http.setExecutor(server.threads);
    server.http.start();
    return server;
  }

  private HttpHandler services() {
    return new WireHandler(() -> aws);
  }

  private void guarded(String path, HttpHandler handler) {
    http.createContext(path, handler).getFilters().add(new LoopbackOnly());
  }

  /** Opens the control endpoint, which docs/control-endpoint.md describes, and the page. */
  public void controlledBy(Controls controls, Room room) {
    EventStream stream = new EventStream(room);
    events = stream;
    guarded(ControlHandler.PATH, new ControlHandler(controls, room, stream));
    http.removeContext("/");
    guarded("/", new FrontDoor(services(), room.page()));
  }

  /** Serves another world from the next request on. */
  public void serve(World world) {
    aws = new Aws(world);
  }

  /** The same with Step Functions, whose executions live by the clock of the world. */
  public void serve(World world, Workflows workflows) {
    aws = new Aws(world, workflows);
  }

  /** Where it listens; what an AWS client takes as its endpoint override. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    EventStream open = events;
    if (open != null) {
      open.close();
    }
    http.stop(open == null ? 0 : SECONDS_FOR_LISTENERS);
    threads.close();
  }
}
