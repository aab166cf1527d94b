package io.keystoreconnector.cli;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number, and says in the words of people what it must be. */
record WholeNumber<T>(Function<String, T> read) implements ITypeConverter<T> {

  @Override
  public T convert(String value) {
    try {
      return read.apply(value);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("it must be a whole number");
    }
  }
}
