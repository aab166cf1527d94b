package io.keystoreconnector.emulator.direct;

import io.keystoreconnector.emulator.service.Reply;
import java.io.IOException;

/** Answers the calls at a {@link DirectProtocol direct} endpoint. */
@FunctionalInterface
public interface DirectService {

  /**
   * Answers a call in AWS JSON.
   *
   * @param target the header {@code X-Amz-Target}
   * @param patienceMillis how long the client waits for the answer; 0 forever
   * @throws IOException if the connection is to look broken to the client
   */
  Reply.Answer answer(String target, String body, int patienceMillis) throws IOException;
}
