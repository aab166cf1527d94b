package io.keystoreconnector.room.control;

import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.AccountOptions;
import io.keystoreconnector.room.RehearsalRoom;
import io.keystoreconnector.room.RoomPage;
import java.io.IOException;
import java.net.URI;

/**
 * An account on one server with the control endpoint and the page of the rehearsal room, which
 * docs/sandbox.md describes.
 */
public final class OpenRoom implements AutoCloseable {

  private final Account account;
  private final EventStream events;

  private OpenRoom(Account account, EventStream events) {
    this.account = account;
    this.events = events;
  }

  /**
   * Opens an account and its room.
   *
   * @throws IOException if the port is taken
   * @throws IllegalArgumentException if the functions are not built
   * @throws io.keystoreconnector.emulator.world.WorldFormatException if its world is not valid
   */
  public static OpenRoom open(AccountOptions options) throws IOException {
    Account account = Account.open(options);
    RehearsalRoom room =
        new RehearsalRoom(account, new Scenarios(options.installation().scenarios()));
    EventStream events = new EventStream(room);
    account.server().open(ControlHandler.PATH, new ControlHandler(account, room, events));
    account.server().openBefore(services -> new FrontDoor(services, RoomPage.text()));
    return new OpenRoom(account, events);
  }

  /** The account behind it. */
  public Account account() {
    return account;
  }

  /** Where it listens. */
  public URI endpoint() {
    return account.endpoint();
  }

  @Override
  public void close() {
    events.close();
    account.close();
  }
}
