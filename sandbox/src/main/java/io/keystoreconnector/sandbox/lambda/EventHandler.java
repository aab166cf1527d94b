package io.keystoreconnector.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * A handler that takes an event as an object, called with Lambda's own reading and writing of JSON.
 */
record EventHandler<I, O>(RequestHandler<I, O> handler, PojoSerializer<I> events)
    implements RequestStreamHandler {

  /**
   * The loader is that of the handler's jar, from which the classes of its event come as well.
   * Lambda's library remembers the first of them that it meets in a process.
   */
  @SuppressWarnings("unchecked") // the type is read from the handler's own method
  static <I, O> EventHandler<I, O> of(RequestHandler<I, O> handler, ClassLoader loader) {
    Class<I> type = (Class<I>) eventType(handler.getClass());
    return new EventHandler<>(
        handler,
        LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
            ? LambdaEventSerializers.serializerFor(type, loader)
            : JacksonFactory.getInstance().getSerializer(type));
  }

  private static Class<?> eventType(Class<?> handler) {
    return Arrays.stream(handler.getMethods())
        .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
        .filter(method -> method.getParameterCount() == 2)
        .findFirst()
        .map(Method::getParameterTypes)
        .orElseThrow()[0];
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    O answer = handler.handleRequest(events.fromJson(in), context);
    JacksonFactory.getInstance().getSerializer(Object.class).toJson(answer, out);
  }
}
