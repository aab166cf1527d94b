import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches a file, for mvnw on a machine that has neither curl nor wget. */
class Download {
  public static void main(String[] args) {
    try (InputStream file = URI.create(args[0]).toURL().openStream()) {
      Files.copy(file, Path.of(args[1]));
    } catch (IOException e) {
      System.err.println(args[0] + ": " + e);
      System.exit(1);
    }
  }
}
