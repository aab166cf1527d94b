package io.keystoreconnector.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedStateTest {

  /** 2026-11-23 is a Monday. Berlin is one hour ahead of UTC in winter, two in summer. */
  @ParameterizedTest
  @CsvSource({
    "CONNECTED,                               2026-11-22T02:00:00Z, true",
    "DISCONNECTED,                            2026-11-23T12:00:00Z, false",
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-11-23T05:59:59Z, false",
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-11-23T06:00:00Z, true",
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-11-23T18:59:59Z, true",
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-11-23T19:00:00Z, false",
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-11-22T12:00:00Z, false",
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-11-27T12:00:00Z, true",
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-11-28T12:00:00Z, false",
    // In summer, the same hours are an hour earlier.
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-07-06T05:00:00Z, true",
    "MON-FRI 07:00-20:00 Europe/Berlin,       2026-07-06T18:00:00Z, false",
    // Another time zone, in which it is another day.
    "MON 07:00-20:00 Asia/Tokyo,              2026-11-22T22:00:00Z, true",
    "MON 07:00-20:00 Asia/Tokyo,              2026-11-23T12:00:00Z, false",
    "SUN 18:00-24:00 America/New_York,        2026-11-23T04:59:59Z, true",
    "SUN 18:00-24:00 America/New_York,        2026-11-23T05:00:00Z, false",
    // Across midnight: the day is the one on which they begin.
    "MON-FRI 22:00-06:00 UTC,                 2026-11-23T05:00:00Z, false",
    "MON-FRI 22:00-06:00 UTC,                 2026-11-23T22:00:00Z, true",
    "MON-FRI 22:00-06:00 UTC,                 2026-11-24T05:59:59Z, true",
    "MON-FRI 22:00-06:00 UTC,                 2026-11-24T06:00:00Z, false",
    "MON-FRI 22:00-06:00 UTC,                 2026-11-28T05:00:00Z, true",
    "MON-FRI 22:00-06:00 UTC,                 2026-11-28T22:00:00Z, false",
    // Across the end of the week.
    "SAT-MON 10:00-12:00 UTC,                 2026-11-22T11:00:00Z, true",
    "SAT-MON 10:00-12:00 UTC,                 2026-11-23T11:00:00Z, true",
    "SAT-MON 10:00-12:00 UTC,                 2026-11-24T11:00:00Z, false",
    "SAT-MON 10:00-12:00 UTC,                 2026-11-27T11:00:00Z, false",
    // Whole days, and a day that begins at seven.
    "SAT-SUN 00:00-24:00 UTC,                 2026-11-28T00:00:00Z, true",
    "SAT-SUN 00:00-24:00 UTC,                 2026-11-29T23:59:59Z, true",
    "SAT-SUN 00:00-24:00 UTC,                 2026-11-30T00:00:00Z, false",
    "MON 07:00-07:00 UTC,                     2026-11-24T06:59:59Z, true",
    "MON 07:00-07:00 UTC,                     2026-11-24T07:00:00Z, false",
    // Clocks are put forward on 2026-03-29 from 02:00 to 03:00: 02:30 does not exist.
    "SUN 02:30-06:00 Europe/Berlin,           2026-03-29T01:29:59Z, false",
    "SUN 02:30-06:00 Europe/Berlin,           2026-03-29T01:30:00Z, true",
    "SUN 01:00-04:00 Europe/Berlin,           2026-03-29T01:59:59Z, true",
    "SUN 01:00-04:00 Europe/Berlin,           2026-03-29T02:00:00Z, false",
    // And back on 2026-10-25 from 03:00 to 02:00: 02:30 comes twice, at 00:30Z and at 01:30Z.
    "SUN 01:00-02:30 Europe/Berlin,           2026-10-25T00:29:59Z, true",
    "SUN 01:00-02:30 Europe/Berlin,           2026-10-25T00:30:00Z, false",
    "SUN 01:00-02:30 Europe/Berlin,           2026-10-25T01:15:00Z, false",
    "SUN 02:30-04:00 Europe/Berlin,           2026-10-25T00:30:00Z, true",
    "SUN 02:30-04:00 Europe/Berlin,           2026-10-25T01:15:00Z, true",
    "SUN 02:30-04:00 Europe/Berlin,           2026-10-25T03:00:00Z, false",
    // Where a day begins at 01:00, because midnight does not exist.
    "SAT 20:00-24:00 Asia/Beirut,             2026-03-28T21:59:59Z, true",
    "SAT 20:00-24:00 Asia/Beirut,             2026-03-28T22:00:00Z, false"
  })
  void itIsConnectedInItsHours(String declared, Instant time, boolean connected) {
    assertThat(ExpectedState.of(declared).isConnectedAt(time)).isEqualTo(connected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FAILED",
        "connected",
        "MON-FRI",
        "07:00-20:00 Europe/Berlin",
        "MON-FRI 07:00-20:00",
        "MON-FRI 7:00-20:00 UTC",
        "MON-FRI 07:00-25:00 UTC",
        "MON-FRI 24:00-07:00 UTC",
        "MON-FRI 07:00-20:60 UTC",
        "MON-XYZ 07:00-20:00 UTC",
        "MON,TUE 07:00-20:00 UTC",
        "MON-FRI 07:00-20:00 Europe/Nowhere"
      })
  void whatItDoesNotUnderstandItRefuses(String declared) {
    assertThatThrownBy(() -> ExpectedState.of(declared))
        .isInstanceOfAny(IllegalArgumentException.class, java.time.DateTimeException.class);
  }

  /** The declarations, a key store, and whether it is expected to be CONNECTED on Monday night. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                                | cks-1 | payments | true",
        "none                                            | cks-1 | payments | true",
        "cks-1=DISCONNECTED                              | cks-1 | payments | false",
        "cks-1=DISCONNECTED                              | cks-2 | payments | true",
        "payments=DISCONNECTED                           | cks-2 | payments | false",
        "pay*=MON-FRI 07:00-20:00 Europe/Berlin          | cks-2 | payments | false",
        "pay*=MON-FRI 01:00-20:00 Europe/Berlin          | cks-2 | payments | true",
        "*=DISCONNECTED                                  | cks-2 | payments | false",
        "pay*=DISCONNECTED,cks-1=CONNECTED               | cks-1 | payments | true",
        "payments=CONNECTED,*=DISCONNECTED               | cks-1 | payments | true",
        "cks-1=DISCONNECTED, cks-2=DISCONNECTED          | cks-2 | payments | false",
        "cks-*=DISCONNECTED                              | cks-1 | payments | true"
      })
  void theFirstDeclarationThatNamesAKeyStoreCountsAndAnIdBeforeAName(
      String declared, String id, String name, boolean connected) {
    KeyStore store = new KeyStore(id, name, "AWS_CLOUDHSM", "FAILED", null, null);
    assertThat(ExpectedStates.of(declared).isConnected(store, Watched.NOW)).isEqualTo(connected);
  }

  @Test
  void aPairWithoutAKeyStoreIsRefused() {
    assertThatThrownBy(() -> ExpectedStates.of("=DISCONNECTED"))
        .hasMessage(
            "EXPECTED_STATES must be pairs such as cks-1234567890abcdef0=DISCONNECTED, not"
                + " =DISCONNECTED");
  }
}
