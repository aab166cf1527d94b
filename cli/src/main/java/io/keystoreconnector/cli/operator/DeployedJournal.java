package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.aws.JournalTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The journal of a deployment, in its table. */
record DeployedJournal(String stack, JournalTable table) implements JournalKeeper {

  @Override
  public String where() {
    return "the table %s of the stack %s".formatted(table.name(), stack);
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stack", stack);
    json.put("table", table.name());
    return json;
  }

  @Override
  public Optional<JournalItem> read(String keyStoreId) {
    return table.read(keyStoreId);
  }

  @Override
  public boolean replace(JournalItem next, long seen) {
    return table.replace(next, seen);
  }
}
