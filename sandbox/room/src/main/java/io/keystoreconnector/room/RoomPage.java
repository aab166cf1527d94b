package io.keystoreconnector.room;

import io.keystoreconnector.runs.BuiltPage;

/** The page of the rehearsal room, which shows recordings while they grow. */
public final class RoomPage {

  private RoomPage() {}

  /** The page as text; it asks the server from which it comes for all that it shows. */
  public static String text() {
    return BuiltPage.of(RoomPage.class, "room.html");
  }
}
