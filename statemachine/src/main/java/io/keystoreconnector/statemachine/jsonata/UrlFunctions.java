package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Percent encoding as in ECMAScript. The library uses that of HTML forms, in which a space is a
 * plus sign.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-uri-handling-functions">URI handling functions</a>
 */
final class UrlFunctions {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
  private static final String RESERVED = ";/?:@&=+$,#";

  private UrlFunctions() {}

  static @Nullable Object encodeUrl(Arguments arguments) {
    return encode(arguments, UNRESERVED + RESERVED);
  }

  static @Nullable Object encodeUrlComponent(Arguments arguments) {
    return encode(arguments, UNRESERVED);
  }

  static @Nullable Object decodeUrl(Arguments arguments) {
    return decode(arguments, RESERVED);
  }

  static @Nullable Object decodeUrlComponent(Arguments arguments) {
    return decode(arguments, "");
  }

  private static @Nullable String encode(Arguments arguments, String allowed) {
    String text = arguments.text(0);
    if (text == null) {
      return null;
    }
    StringBuilder encoded = new StringBuilder();
    for (int point : text.codePoints().toArray()) {
      if (allowed.indexOf(point) >= 0) {
        encoded.appendCodePoint(point);
      } else if (Character.getType(point) == Character.SURROGATE) {
        throw malformed(arguments, text);
      } else {
        for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
          encoded.append("%%%02X".formatted(octet));
        }
      }
    }
    return encoded.toString();
  }

  private static @Nullable String decode(Arguments arguments, String kept) {
    String text = arguments.text(0);
    if (text == null) {
      return null;
    }
    try {
      StringBuilder decoded = new StringBuilder();
      for (int at = 0; at < text.length(); ) {
        int end = endOfEscapes(text, at);
        if (end == at) {
          decoded.append(text.charAt(at));
          end++;
        } else {
          decoded.append(decoded(text.substring(at, end), kept));
        }
        at = end;
      }
      return decoded.toString();
    } catch (CharacterCodingException | NumberFormatException | IndexOutOfBoundsException e) {
      throw malformed(arguments, text);
    }
  }

  private static int endOfEscapes(String text, int start) {
    int end = start;
    while (text.startsWith("%", end)) {
      end += 3;
    }
    return end;
  }

  private static String decoded(String escapes, String kept) throws CharacterCodingException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < escapes.length(); i += 3) {
      octets.write(Integer.parseUnsignedInt(escapes, i + 1, i + 3, 16));
    }
    String decoded =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(octets.toByteArray()))
            .toString();
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int point : decoded.codePoints().toArray()) {
      int end = at + 3 * Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      text.append(
          kept.indexOf(point) >= 0 ? escapes.substring(at, end) : Character.toString(point));
      at = end;
    }
    return text.toString();
  }

  private static JException malformed(Arguments arguments, String text) {
    return new JException("D3140", -1, arguments.function(), text);
  }
}
