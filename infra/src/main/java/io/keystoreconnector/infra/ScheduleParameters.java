package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;

import java.util.List;

/**
 * The parameters of one schedule of {@link ConnectorTemplate}.
 *
 * @param name of the schedule's construct, and the beginning of its parameters' names
 */
record ScheduleParameters(
    String name,
    Parameter expression,
    Parameter timeZone,
    Parameter keyStoreId,
    Parameter whenDisconnected,
    Parameter addHsm,
    Parameter update,
    Parameter successWithinHours) {

  /** As many as a form can show without hiding the rest; the construct has no limit. */
  static final List<ScheduleParameters> ALL =
      List.of(
          new ScheduleParameters(
              "Schedule",
              SCHEDULE_EXPRESSION,
              SCHEDULE_TIME_ZONE,
              SCHEDULE_KEY_STORE_ID,
              SCHEDULE_WHEN_DISCONNECTED,
              SCHEDULE_ADD_HSM,
              SCHEDULE_UPDATE,
              SCHEDULE_SUCCESS_WITHIN_HOURS),
          new ScheduleParameters(
              "Schedule2",
              SCHEDULE_2_EXPRESSION,
              SCHEDULE_2_TIME_ZONE,
              SCHEDULE_2_KEY_STORE_ID,
              SCHEDULE_2_WHEN_DISCONNECTED,
              SCHEDULE_2_ADD_HSM,
              SCHEDULE_2_UPDATE,
              SCHEDULE_2_SUCCESS_WITHIN_HOURS),
          new ScheduleParameters(
              "Schedule3",
              SCHEDULE_3_EXPRESSION,
              SCHEDULE_3_TIME_ZONE,
              SCHEDULE_3_KEY_STORE_ID,
              SCHEDULE_3_WHEN_DISCONNECTED,
              SCHEDULE_3_ADD_HSM,
              SCHEDULE_3_UPDATE,
              SCHEDULE_3_SUCCESS_WITHIN_HOURS));
}
