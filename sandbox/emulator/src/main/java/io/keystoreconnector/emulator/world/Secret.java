package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A secret of Secrets Manager with its versions. */
public final class Secret {

  /** One version; its value never changes, its staging labels move. */
  public static final class Version {
    private final String id;
    private final String value;
    private final long createdMillis;
    final Set<String> stages = new LinkedHashSet<>();

    Version(String id, String value, long createdMillis) {
      this.id = id;
      this.value = value;
      this.createdMillis = createdMillis;
    }

    /** The version's id. */
    public String id() {
      return id;
    }

    /** The secret itself: handle with care. */
    public String value() {
      return value;
    }

    /** Milliseconds since the world's start. */
    public long createdMillis() {
      return createdMillis;
    }

    /** The staging labels. */
    public List<String> stages() {
      return List.copyOf(stages);
    }
  }

  private final String name;
  private final String arn;

  /** The key store that keeps the key this secret is encrypted with; null for an AWS key. */
  final @Nullable String encryptedWith;

  boolean deleted;
  final List<Version> versions = new ArrayList<>();

  Secret(String name, String arn, @Nullable String encryptedWith) {
    this.name = name;
    this.arn = arn;
    this.encryptedWith = encryptedWith;
  }

  /** The secret's name. */
  public String name() {
    return name;
  }

  /** The secret's ARN. */
  public String arn() {
    return arn;
  }

  /** All versions, oldest first. */
  public List<Version> versions() {
    return List.copyOf(versions);
  }

  /** Whether it is marked for deletion. */
  public boolean deleted() {
    return deleted;
  }

  /** A secret is found by its name, its ARN, and its ARN without the last seven characters. */
  boolean answersTo(String secretId) {
    return secretId.equals(name)
        || secretId.equals(arn)
        || secretId.equals(arn.substring(0, arn.length() - 7));
  }

  Optional<Version> version(Predicate<Version> which) {
    return versions.stream().filter(which).findFirst();
  }

  Optional<Version> bearer(String stage) {
    return version(v -> v.stages.contains(stage));
  }

  /** Moves a label, and with AWSCURRENT also AWSPREVIOUS. */
  void move(String stage, @Nullable Version to) {
    Optional<Version> from = bearer(stage);
    from.ifPresent(v -> v.stages.remove(stage));
    if (to != null) {
      to.stages.add(stage);
    }
    if (stage.equals(Secrets.CURRENT) && from.isPresent() && from.get() != to) {
      move(Secrets.PREVIOUS, from.get());
    }
  }
}
