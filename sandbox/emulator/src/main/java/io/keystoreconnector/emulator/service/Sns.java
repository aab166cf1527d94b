package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Outbox;
import io.keystoreconnector.emulator.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Amazon SNS, as far as it concerns publishing to a topic. Every topic exists, whatever its name.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class Sns implements Service {

  /** In UTF-8 bytes, 256 KiB. */
  private static final int LARGEST_MESSAGE = 262_144;

  private static final Set<String> PARAMETERS =
      Set.of("Action", "Version", "TopicArn", "Subject", "Message");

  private final Outbox outbox;

  Sns(World world) {
    this.outbox = world.outbox();
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("Publish", this::publish);
  }

  private Map<String, Object> publish(Params params) {
    refuseOthers(params);
    String topic = params.text("TopicArn", Constraint.ANY_TEXT, "");
    String subject = params.text("Subject", Constraint.ANY_TEXT, "");
    String message = params.text("Message", Constraint.ANY_TEXT, "");
    require(
        topic.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}"), "TopicArn");
    // ASCII that begins with a letter, number or punctuation mark, without line breaks.
    require(
        !params.has("Subject") || subject.matches("[\\x21-\\x7E][\\x20-\\x7E]{0,99}"), "Subject");
    require(!message.isEmpty(), "Empty message");
    require(message.getBytes(StandardCharsets.UTF_8).length <= LARGEST_MESSAGE, "Message too long");
    return Map.of("MessageId", outbox.publish(topic, subject, message));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw AwsError.SNS_INVALID_PARAMETER.because("Invalid parameter: " + otherwise);
    }
  }

  private static void refuseOthers(Params params) {
    for (String name : params.names()) {
      if (!PARAMETERS.contains(name)) {
        throw AwsError.NOT_EMULATED.because("This sandbox does not emulate " + name + ".");
      }
    }
  }

  @Override
  public String name() {
    return "sns";
  }

  /** AWS Query has no target; the version of the API tells the services apart. */
  @Override
  public String targetPrefix() {
    return "2010-03-31";
  }

  @Override
  public AwsError internalError() {
    return AwsError.SNS_INTERNAL;
  }

  @Override
  public AwsError spelled(AwsError error) {
    return switch (error) {
      case ACCESS_DENIED -> AwsError.SNS_ACCESS_DENIED;
      case THROTTLING -> AwsError.SNS_THROTTLED;
      case VALIDATION, SERIALIZATION -> AwsError.SNS_INVALID_PARAMETER;
      default -> error;
    };
  }

  @Override
  public Wire wire() {
    return new QueryWire("http://sns.amazonaws.com/doc/2010-03-31/");
  }
}
