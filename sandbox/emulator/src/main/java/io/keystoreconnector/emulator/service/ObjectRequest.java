package io.keystoreconnector.emulator.service;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request to S3, which has its operation in the method and the path. */
public final class ObjectRequest {

  private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]*/\\d{8}/([a-z0-9-]+)/");

  private final String method;
  private final String bucket;
  private final String key;
  private final Map<String, String> headers = new TreeMap<>();
  private final byte[] body;

  /**
   * A request.
   *
   * @param path the bucket, and the key if an object is meant
   */
  public ObjectRequest(String method, String path, Map<String, String> headers, byte[] body) {
    String[] parts = path.replaceFirst("^/", "").split("/", 2);
    this.method = method;
    this.bucket = parts[0];
    this.key = parts.length > 1 ? parts[1] : "";
    headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
    this.body = body.clone();
  }

  String bucket() {
    return bucket;
  }

  String key() {
    return key;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * The Region that it was signed for; empty if it has no signature.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">The
   *     Authorization header</a>
   */
  Optional<String> region() {
    return header("authorization").map(SCOPE::matcher).filter(Matcher::find).map(m -> m.group(1));
  }

  byte[] body() {
    return body.clone();
  }

  /** The name of its operation, as in S3's API. */
  String operation() {
    return key.isEmpty()
        ? (method.equals("HEAD") ? "HeadBucket" : "CreateBucket")
        : (method.equals("HEAD") ? "HeadObject" : "PutObject");
  }
}
