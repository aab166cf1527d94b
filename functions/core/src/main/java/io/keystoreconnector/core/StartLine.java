package io.keystoreconnector.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The line that starts a run with a request.
 *
 * @param store the key store as a word for a shell
 * @param request the rest; a value that is {@link UpdateField#placeholder()} is not known
 */
public record StartLine(String store, Request request) {

  private static final String START = "./connector start ";

  static StartLine of(Request request, KeyStore store) {
    return new StartLine(StoreWord.of(store), request);
  }

  /**
   * The line for an execution's input; empty if the options of the command line do not make the
   * same request: it is not valid, or a command would misread the name of its key store.
   *
   * @param json maps, lists, strings, numbers, booleans and nulls
   */
  public static Optional<String> of(@Nullable Object json) {
    return RequestParser.parse(json) instanceof RequestParser.Parsed.Valid valid
        ? StoreWord.of(valid.request()).map(word -> new StartLine(word, valid.request()).text())
        : Optional.empty();
  }

  StartLine withoutUpdate() {
    return new StartLine(store, request.with(Update.NONE));
  }

  StartLine with(UpdateField field, String value) {
    Map<UpdateField, String> more = new EnumMap<>(UpdateField.class);
    more.putAll(request.update().settings());
    more.put(field, value);
    return new StartLine(store, request.with(new Update(request.update().when(), more)));
  }

  StartLine with(Update.When other) {
    return new StartLine(store, request.with(new Update(other, request.update().settings())));
  }

  StartLine withAddHsm(boolean other) {
    return new StartLine(store, request.withAddHsm(other));
  }

  StartLine withPasswordTold() {
    return new StartLine(store, request.withPasswordTold());
  }

  StartLine withoutLeave() {
    return new StartLine(store, request.withoutLeave());
  }

  StartLine withoutDryRun() {
    return new StartLine(store, request.withoutDryRun());
  }

  /** For pasting into a shell. */
  String text() {
    StringBuilder line = new StringBuilder(START).append(store);
    Consumer<String> option = word -> line.append(' ').append(word);
    request.update().settings().forEach((field, value) -> option.accept(setting(field, value)));
    if (!request.update().settings().isEmpty()) {
      line.append(
          switch (request.update().when()) {
            case ON_FAILURE -> "";
            case BEFORE_CONNECT -> " --before-connect";
            case NOW -> " --now";
          });
    }
    flag(request.addHsm(), "--add-hsm").ifPresent(option);
    flag(request.passwordTold(), "--password-told").ifPresent(option);
    flag(request.leaves(), "--leave").ifPresent(option);
    number("--max-attempts", request.maxAttempts(), Request.USUAL_ATTEMPTS).ifPresent(option);
    number("--window-seconds", request.windowSeconds(), Request.USUAL_WINDOW_SECONDS)
        .ifPresent(option);
    number("--poll-seconds", request.pollSeconds(), Request.USUAL_POLL_SECONDS).ifPresent(option);
    flag(request.dryRun(), "--dry-run").ifPresent(option);
    return line.append(" --follow").toString();
  }

  private static String setting(UpdateField field, String value) {
    String word = value.equals(field.placeholder()) ? value : ShellWord.of(value);
    return field.option() + " " + word;
  }

  private static Optional<String> flag(boolean given, String option) {
    return given ? Optional.of(option) : Optional.empty();
  }

  private static Optional<String> number(String option, int value, int usual) {
    return value == usual ? Optional.empty() : Optional.of(option + " " + value);
  }
}
