package io.keystoreconnector.room.control;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** The answer to a request. */
@FunctionalInterface
interface Answer {

  void send(HttpExchange exchange) throws IOException;
}
