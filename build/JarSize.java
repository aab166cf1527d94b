import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints the size of a jar and fails if it is larger than it may be: a larger jar starts more
 * slowly.
 */
class JarSize {
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    double most = Double.parseDouble(args[1]);
    double megabytes = Files.size(jar) / 1e6;
    System.out.printf(
        Locale.ROOT, "%s: %.2f MB, at most %.1f MB%n", jar.getFileName(), megabytes, most);
    System.exit(megabytes <= most ? 0 : 1);
  }
}
