package io.keystoreconnector.emulator.stacks;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The buckets of S3 in one account, with what is in them. */
public final class Buckets {

  /**
   * The one that is there from the start, beside one with the Region after a hyphen: the name in
   * the documentation's examples.
   */
  public static final String EXAMPLE = "my-artifacts";

  /** An object. */
  public static final class StoredObject {

    private final byte[] content;
    private final @Nullable String sha256;

    private StoredObject(byte[] content, @Nullable String sha256) {
      this.content = content.clone();
      this.sha256 = sha256;
    }

    /** How many bytes it has. */
    public int size() {
      return content.length;
    }

    /** The checksum that came with it, in Base64; empty if none did. */
    public Optional<String> sha256() {
      return Optional.ofNullable(sha256);
    }

    String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private record Bucket(String region, Map<String, StoredObject> objects) {}

  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  /** Makes a bucket in a Region, unless there is one of this name. */
  public synchronized Buckets with(String bucket, String region) {
    buckets.putIfAbsent(bucket, new Bucket(region, new LinkedHashMap<>()));
    return this;
  }

  /** The Region of a bucket; empty if there is no such bucket. */
  public synchronized Optional<String> region(String bucket) {
    return Optional.ofNullable(buckets.get(bucket)).map(Bucket::region);
  }

  /** An object; empty if there is none. */
  public synchronized Optional<StoredObject> find(String bucket, String key) {
    return Optional.ofNullable(buckets.get(bucket)).map(found -> found.objects().get(key));
  }

  /**
   * Puts an object into a bucket that exists.
   *
   * @param sha256 its checksum in Base64, if one came with it
   */
  public synchronized void put(String bucket, String key, byte[] content, @Nullable String sha256) {
    Optional.ofNullable(buckets.get(bucket))
        .orElseThrow()
        .objects()
        .put(key, new StoredObject(content, sha256));
  }

  /** Removes an object, if it is there. */
  public synchronized void remove(String bucket, String key) {
    Optional.ofNullable(buckets.get(bucket)).ifPresent(found -> found.objects().remove(key));
  }

  /** The keys of the objects in a bucket, in the order in which they were put. */
  public synchronized List<String> keys(String bucket) {
    return Optional.ofNullable(buckets.get(bucket))
        .map(found -> List.copyOf(found.objects().keySet()))
        .orElse(List.of());
  }
}
