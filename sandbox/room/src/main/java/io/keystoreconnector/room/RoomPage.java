package io.keystoreconnector.room;

import io.keystoreconnector.runs.BuiltPage;

/** The page of the rehearsal room, which shows recordings while they grow. */
public final class RoomPage {

  private RoomPage() {}

  /** The page's HTML; it loads everything that it shows from the server that it came from. */
  public static String text() {
    return BuiltPage.of(RoomPage.class, "room.html");
  }
}
