package io.keystoreconnector.emulator.direct;

import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.service.Reply;
import java.io.IOException;
import java.net.SocketException;
import java.util.function.Supplier;

/**
 * Calls the emulated services of the current world on the caller's thread. A slow call spends the
 * world's time, and a caller gives it up by the world's clock.
 */
public record LiveServices(Supplier<AwsEndpoint> aws) implements DirectService {

  @Override
  public Reply.Answer answer(String target, String body, int patienceMillis) throws IOException {
    return switch (aws.get().handle(target, body)) {
      case Reply.Answer answer -> answer;
      case Reply.Silence silence -> throw new SocketException("Unexpected end of file from server");
    };
  }
}
