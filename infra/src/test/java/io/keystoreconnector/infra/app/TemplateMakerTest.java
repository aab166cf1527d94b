package io.keystoreconnector.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** build/reproducible.sh compares what it writes. */
class TemplateMakerTest {

  @Test
  void theNamesOfEachObjectAreInOrderAndListsStayAsTheyAre() throws Exception {
    Object json = JSON.std.anyFrom("{\"b\": [{\"d\": 1, \"c\": 4}, 3, 2], \"a\": true}");
    assertThat(JSON.std.asString(TemplateMaker.sorted(json)))
        .isEqualTo("{\"a\":true,\"b\":[{\"c\":4,\"d\":1},3,2]}");
  }
}
