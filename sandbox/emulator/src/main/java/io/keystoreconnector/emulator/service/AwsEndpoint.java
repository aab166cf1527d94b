package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.stacks.Buckets;
import io.keystoreconnector.emulator.stacks.Stacks;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.Fault;
import io.keystoreconnector.emulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire: takes a call's target and body, and returns what becomes of it. It is all that a
 * transport such as HTTP needs. Several threads may call; they enter the world one at a time.
 */
public final class AwsEndpoint {

  private final World world;
  private final ServiceRegistry registry;
  private final S3 s3;

  /** Puts the emulated services in front of a world in which no state machine is deployed. */
  public AwsEndpoint(World world) {
    this(world, new Buckets(), List.of());
  }

  /**
   * The same with Step Functions, whose executions use the world's clock, and with the stack that
   * has deployed them.
   */
  public AwsEndpoint(World world, Workflows workflows) {
    this(world, workflows, new Buckets());
  }

  /** The same with S3 buckets, from which CloudFormation deploys more stacks. */
  public AwsEndpoint(World world, Workflows workflows, Buckets buckets) {
    this(
        world,
        buckets,
        List.of(
            new StepFunctions(workflows),
            new CloudFormation(
                workflows,
                new HubStack(world),
                new Stacks(buckets, world.settings().region()),
                () -> world.start().plusMillis(world.moment()))));
  }

  private AwsEndpoint(World world, Buckets buckets, List<Service> more) {
    this.world = world;
    this.s3 = new S3(world, buckets);
    List<Service> services = new ArrayList<>();
    services.add(new Kms(world));
    services.add(new CloudHsm(world));
    services.add(new SecretsManager(world));
    services.add(new DynamoDb(world));
    services.add(new Rds(world));
    services.addAll(more);
    services.add(new EventBridge(world));
    services.add(new Sns(world));
    this.registry = new ServiceRegistry(List.copyOf(services));
  }

  /** The world behind. */
  public World world() {
    return world;
  }

  /**
   * Handles one call in AWS Query, the protocol of CloudFormation, RDS and SNS.
   *
   * @param form the request's body, a form
   */
  public Reply handleForm(String form) {
    return handle(QueryWire.target(form), form);
  }

  /** Handles one call to S3. */
  public ObjectAnswer handle(ObjectRequest request) {
    synchronized (world) {
      world.catchUp();
      return s3.answer(request);
    }
  }

  /**
   * Handles one call in AWS JSON.
   *
   * @param target the header {@code X-Amz-Target}, such as {@code
   *     TrentService.ConnectCustomKeyStore}
   * @param body the request's body in JSON
   */
  public Reply handle(String target, String body) {
    return handle(Target.parse(target), body);
  }

  private Reply handle(Target target, String body) {
    List<Fault.OfCall> faults = arrive(target.operation());
    // Slow calls wait outside the world, so that they do not hold up the others.
    Duration delay = delay(faults);
    if (delay.isPositive()) {
      world.pass(delay);
    }
    synchronized (world) {
      world.catchUp();
      return new Call(world, registry, target, faults).handle(body);
    }
  }

  private List<Fault.OfCall> arrive(String operation) {
    synchronized (world) {
      world.catchUp();
      return world.faultsMeeting(operation);
    }
  }

  private Duration delay(List<Fault.OfCall> faults) {
    double seconds = world.settings().latencyMillis() / 1000.0;
    for (Fault.OfCall fault : faults) {
      seconds += fault instanceof Fault.Latency latency ? latency.seconds() : 0;
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
