package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * GetRandomPassword: which characters a password may have, and which it must have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html">
 *     GetRandomPassword</a>
 */
final class RandomPassword {

  private static final int LENGTH = 32;
  private static final int LONGEST = 4096;

  /** The types of characters, each with the parameter that leaves it out. */
  private enum Type {
    LOWERCASE("ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz"),
    UPPERCASE("ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    NUMBERS("ExcludeNumbers", "0123456789"),
    PUNCTUATION("ExcludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    private final String exclusion;
    private final String characters;

    Type(String exclusion, String characters) {
      this.exclusion = exclusion;
      this.characters = characters;
    }
  }

  private RandomPassword() {}

  static String of(Params params, Secrets secrets) {
    int length = params.number("PasswordLength", 1, LONGEST, LENGTH);
    List<String> types = types(params);
    boolean each = params.flag("RequireEachIncludedType", true);
    if (types.isEmpty()) {
      throw AwsError.SECRET_INVALID_PARAMETER.because("No character is left for the password.");
    }
    if (each && types.size() > length) {
      throw AwsError.SECRET_INVALID_PARAMETER.because(
          "The password is too short for a character of each included type.");
    }
    return secrets.randomPassword(types, each, length);
  }

  private static List<String> types(Params params) {
    String excluded = params.text("ExcludeCharacters", Constraint.EXCLUDED_CHARACTERS, "");
    List<String> types = new ArrayList<>();
    for (Type type : Type.values()) {
      if (!params.flag(type.exclusion, false)) {
        types.add(type.characters);
      }
    }
    if (params.flag("IncludeSpace", false)) {
      types.add(" ");
    }
    return types.stream().map(t -> without(t, excluded)).filter(t -> !t.isEmpty()).toList();
  }

  private static String without(String characters, String excluded) {
    return characters
        .chars()
        .filter(c -> excluded.indexOf(c) < 0)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
