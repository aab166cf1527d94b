package io.keystoreconnector.room.control;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What a request is answered with. */
@FunctionalInterface
interface Answer {

  void send(HttpExchange exchange) throws IOException;
}
