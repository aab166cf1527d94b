package io.keystoreconnector.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How a property's value becomes a field's value. CloudFormation turns all numbers and booleans
 * into strings.
 */
enum PropertyKind {
  TEXT {
    @Override
    Object read(String name, Object value) {
      return value;
    }
  },
  NUMBER {
    @Override
    Object read(String name, Object value) {
      if (String.valueOf(value).matches("-?[0-9]{1,9}")) {
        return Integer.valueOf(String.valueOf(value));
      }
      throw new InvalidProperties(name + " must be a whole number.");
    }
  },
  FLAG {
    @Override
    Object read(String name, Object value) {
      if (String.valueOf(value).matches("true|false")) {
        return Boolean.valueOf(String.valueOf(value));
      }
      throw new InvalidProperties(name + " must be true or false.");
    }
  },
  LIST {
    @Override
    Object read(String name, Object value) {
      if (value instanceof List<?>) {
        return value;
      }
      throw new InvalidProperties(name + " must be a list.");
    }
  },
  OBJECT {
    @Override
    Object read(String name, Object value) {
      if (value instanceof Map<?, ?> properties) {
        Map<String, Object> fields = new LinkedHashMap<>();
        properties.forEach(
            (key, field) ->
                fields.put(field(String.valueOf(key)), Objects.requireNonNullElse(field, "")));
        return fields;
      }
      throw new InvalidProperties(name + " must be an object.");
    }
  };

  /**
   * The value for the request.
   *
   * @throws InvalidProperties if it has another type
   */
  abstract Object read(String name, Object value);

  /** The field's name for a property's: CustomKeyStoreId becomes customKeyStoreId. */
  static String field(String property) {
    return property.isEmpty()
        ? property
        : property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
  }
}
