package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The functions that an expression may call, of which those that read the clock or the randomness
 * of a run belong to it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">
 *     Transforming data with JSONata</a>
 */
public final class Functions {
  /** Every function that an expression may call. */
  public static final Set<String> NAMES =
      Set.of(
          """
          abs append assert average base64decode base64encode boolean ceil clone contains
          count decodeUrl decodeUrlComponent distinct each encodeUrl encodeUrlComponent error
          exists filter floor formatBase formatInteger formatNumber fromMillis hash join keys
          length lookup lowercase map match max merge millis min not now number pad parse
          parseInteger partition power random range reduce replace reverse round shuffle sift
          single sort split spread sqrt string substring substringAfter substringBefore sum
          toMillis trim type uppercase uuid zip
          """
              .strip()
              .split("\\s+"));

  private final List<RunnerFunction> ofRun;

  /** Functions with the given clock and source of randomness. */
  public Functions(InstantSource clock, RandomGenerator random) {
    this.ofRun =
        List.of(
            RunnerFunction.of("now", "<s?s?:s>", args -> AddedFunctions.now(clock.millis(), args)),
            RunnerFunction.of("millis", "<:n>", args -> clock.millis()),
            RunnerFunction.of("random", "<n?:n>", args -> AddedFunctions.random(random, args)),
            RunnerFunction.of("uuid", "<:s>", args -> AddedFunctions.uuid(random)),
            RunnerFunction.of("shuffle", "<a:a>", args -> ArrayFunctions.shuffle(args, random)));
  }

  void bindTo(Frame frame) {
    ofRun.forEach(function -> frame.bind(function.name(), function));
  }
}
