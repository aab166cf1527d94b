package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AttributeValue;
import java.util.Map;

/** A condition on an item, which is empty if there is none. */
sealed interface Condition {

  /** Whether it is true for this item. */
  boolean holds(Map<String, AttributeValue> item);

  /** {@code attribute_not_exists(name)}. */
  record Absent(String attribute) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !item.containsKey(attribute);
    }
  }

  /** {@code name = :value}; an absent attribute equals nothing. */
  record Equal(String attribute, AttributeValue value) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return value.equals(item.get(attribute));
    }
  }

  /** Both. */
  record Both(Condition one, Condition other) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return one.holds(item) && other.holds(item);
    }
  }

  /** One or the other, or both. */
  record Either(Condition one, Condition other) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return one.holds(item) || other.holds(item);
    }
  }
}
