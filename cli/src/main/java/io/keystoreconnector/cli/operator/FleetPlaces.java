package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.story.CommandPlace;
import java.util.function.Function;

/**
 * How the commands for each key store of a fleet are given, by its id.
 *
 * @param onThisMachine whether the workflow runs here, so that it is run and not started
 * @param options those that say where AWS is, each after a space
 */
record FleetPlaces(Session session, boolean onThisMachine, StackOption stack, String options)
    implements Function<String, CommandPlace> {

  @Override
  public CommandPlace apply(String keyStoreId) {
    return new CommandPlace(
        onThisMachine,
        stack.again(),
        options,
        KnownValues.filling(
            session, stack, () -> new KeyStores(session).find(new StoreName(keyStoreId))));
  }
}
