package io.keystoreconnector.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * Where Lambda finds the three jars with the functions. They are part of this library; a published
 * version of a function is tied to their hash, so no other jar can replace them.
 */
public abstract sealed class FunctionCode {

  /** Hashes of this library's jars, which do not change while it runs and take time to hash. */
  private static final Map<Jar, String> HASHES = new ConcurrentHashMap<>();

  private FunctionCode() {}

  /** The jars of this library, uploaded as CDK assets. */
  public static FunctionCode bundled() {
    return new Bundled();
  }

  /**
   * The jars of this library, uploaded by someone else.
   *
   * @param prefix the folder in the bucket, without a trailing slash; {@link #release()} differs
   *     from one release to the next
   */
  public static FunctionCode inBucket(IBucket bucket, String prefix) {
    return new InBucket(bucket, prefix);
  }

  /** A string that changes when one of the jars changes: 12 digits of a hash. */
  public static String release() {
    return release(Arrays.stream(Jar.values()).map(Jar::sha256));
  }

  static String release(byte[]... jars) {
    return release(Arrays.stream(jars).map(Jar::sha256));
  }

  private static String release(Stream<String> hashes) {
    String all = hashes.collect(Collectors.joining());
    return Jar.hex(Jar.digest(all.getBytes(StandardCharsets.UTF_8))).substring(0, 12);
  }

  /**
   * Writes the jars into a folder.
   *
   * @throws IOException if it cannot be written
   */
  public static void copyTo(Path folder) throws IOException {
    for (Jar jar : Jar.values()) {
      Files.write(folder.resolve(jar.fileName()), jar.bytes());
    }
  }

  abstract Code of(Jar jar);

  /** The jar with the watch, which also has the functions of an organization's hub. */
  public Code watch() {
    return of(Jar.WATCH);
  }

  /** One of the jars. */
  enum Jar {
    STEPS,
    LIFECYCLE,
    WATCH;

    String fileName() {
      return name().toLowerCase(Locale.ROOT) + ".jar";
    }

    byte[] bytes() {
      try (InputStream in = FunctionCode.class.getResourceAsStream(fileName())) {
        return Objects.requireNonNull(in, fileName() + " is not in the library").readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** In the form that Lambda uses: Base64. */
    String sha256() {
      return HASHES.computeIfAbsent(this, jar -> sha256(jar.bytes()));
    }

    private static String sha256(byte[] bytes) {
      return Base64.getEncoder().encodeToString(digest(bytes));
    }

    private static byte[] digest(byte[] bytes) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    private static String hex(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
  }

  static final class Bundled extends FunctionCode {

    private static final Map<Jar, Path> FILES = new ConcurrentHashMap<>();

    @Override
    Code of(Jar jar) {
      return Code.fromAsset(file(jar).toString());
    }

    /** CDK needs a file. It is the same for all functions, so CDK hashes it once. */
    static Path file(Jar jar) {
      return FILES.computeIfAbsent(jar, Bundled::unpacked);
    }

    private static Path unpacked(Jar jar) {
      try {
        Path folder = Files.createTempDirectory("keystore-connector");
        Path file = folder.resolve(jar.fileName());
        Files.write(file, jar.bytes());
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class InBucket extends FunctionCode {
    private final IBucket bucket;
    private final String prefix;

    InBucket(IBucket bucket, String prefix) {
      this.bucket = bucket;
      this.prefix = prefix;
    }

    @Override
    Code of(Jar jar) {
      return Code.fromBucket(bucket, prefix + "/" + jar.fileName());
    }
  }
}
