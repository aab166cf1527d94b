package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of one call. A missing one is null; a JSON null where it cannot be is an error. */
record Arguments(String function, List<?> values) {

  @Nullable Object get(int index) {
    return index < values.size() ? values.get(index) : null;
  }

  @Nullable String text(int index) {
    return (String) checked(index, String.class);
  }

  @Nullable Number number(int index) {
    return (Number) checked(index, Number.class);
  }

  boolean isTrue(int index) {
    return Boolean.TRUE.equals(get(index));
  }

  /** Step Functions rounds towards zero. */
  @Nullable Long whole(int index) {
    Number number = number(index);
    return number == null ? null : number.longValue();
  }

  private @Nullable Object checked(int index, Class<?> type) {
    Object value = get(index);
    if (value != null && !type.isInstance(value)) {
      throw new JException("T0410", -1, index + 1, function);
    }
    return value;
  }

  @Nullable List<?> list(int index) {
    Object value = get(index);
    return value == null ? null : value instanceof List<?> list ? list : List.of(value);
  }
}
