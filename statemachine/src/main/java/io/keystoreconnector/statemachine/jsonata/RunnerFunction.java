package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import com.dashjoin.jsonata.utils.Signature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function that the runner binds in place of the library's. It can be applied partially, which
 * the library's own class for foreign functions cannot, and takes a null for an array parameter as
 * an array of one, as JSONata does; the library takes it for a missing argument.
 */
final class RunnerFunction extends JFunction {
  private final String name;
  private final String signature;
  private final @Nullable Body body;

  /** What a function does with its arguments; null is JSONata's "nothing". */
  @FunctionalInterface
  interface Body {
    @Nullable Object apply(Arguments arguments) throws Throwable;
  }

  private RunnerFunction(String name, String signature, @Nullable Body body, String method) {
    super(name, signature, com.dashjoin.jsonata.Functions.class, null, method);
    this.name = name;
    this.signature = signature;
    this.body = body;
  }

  static RunnerFunction of(String name, String signature, Body body) {
    // The constructor wants some method of the library; it is never called.
    return new RunnerFunction(name, signature, body, "exists");
  }

  /** The library's own implementation. */
  static RunnerFunction ofLibrary(String name, String signature, String method) {
    return new RunnerFunction(name, signature, null, method);
  }

  String name() {
    return name;
  }

  @Override
  public Object validate(Object arguments, Object context) {
    List<Object> given = new ArrayList<>((List<?>) arguments);
    int arrays = signature.startsWith("<a+") ? given.size() : signature.startsWith("<a") ? 1 : 0;
    for (int i = 0; i < Math.min(arrays, given.size()); i++) {
      if (Jsonata.NULL_VALUE.equals(given.get(i))) {
        given.set(i, List.of(Jsonata.NULL_VALUE));
      }
    }
    return super.validate(given, context);
  }

  @Override
  @SuppressWarnings({"rawtypes", "NullAway"}) // the library declares no nullness
  public Object call(Object input, List arguments) {
    if (body == null) {
      return super.call(input, arguments);
    }
    try {
      Object value = body.apply(new Arguments(name, arguments));
      return value instanceof Number number ? finite(number) : value;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException("$" + name + ": " + e.getMessage(), e);
    }
  }

  /** As the library holds numbers: whole ones are integers. Infinity passes, as in JSONata. */
  private static Number finite(Number number) {
    return Double.isFinite(number.doubleValue()) ? Utils.convertNumber(number) : number;
  }

  /** For a partial application. */
  @Override
  public int getNumberOfArgs() {
    return new Signature(signature, name).getNumberOfArgs();
  }
}
