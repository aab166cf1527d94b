package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.ObjectFacts;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A file of a release that goes into a bucket.
 *
 * @param key where in the bucket
 * @param sha256 its checksum in Base64
 */
record DeployableFile(Path file, String key, long size, String sha256) {

  /** A file with a key of its own. */
  static DeployableFile of(Path file, String key) throws IOException {
    return new DeployableFile(file, key, Files.size(file), base64(digest(file)));
  }

  /** A file whose key is a folder, its checksum, and an ending. */
  static DeployableFile byContents(Path file, String folder, String ending) throws IOException {
    byte[] digest = digest(file);
    String key = "%s/%s%s".formatted(folder, HexFormat.of().formatHex(digest), ending);
    return new DeployableFile(file, key, Files.size(file), base64(digest));
  }

  /** The same file in another folder of the bucket, with the name that it has here. */
  DeployableFile in(String folder) {
    return new DeployableFile(file, folder + "/" + file.getFileName(), size, sha256);
  }

  private static String base64(byte[] digest) {
    return Base64.getEncoder().encodeToString(digest);
  }

  private static byte[] digest(Path file) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return ((DigestInputStream) in).getMessageDigest().digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Makes sure that an object is this file, as far as S3 says it.
   *
   * @throws UsageProblem if it is another one, because objects are never overwritten
   */
  void requireSame(String bucket, ObjectFacts found) {
    boolean same = found.size() == size && found.sha256().filter(s -> !s.equals(sha256)).isEmpty();
    if (!same) {
      throw new UsageProblem(
          "s3://%s/%s is not the file of this release, and nothing is overwritten: delete the object if it is not in use, or use another bucket."
              .formatted(bucket, key));
    }
  }
}
