package io.keystoreconnector.sandbox.report;

/** The page of the rehearsal room, which shows recordings while they grow. */
public final class RoomPage {

  private RoomPage() {}

  /** The page as text; it asks the server from which it comes for all that it shows. */
  public static String text() {
    return ReportPage.built("room.html");
  }
}
