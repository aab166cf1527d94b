package io.keystoreconnector.cli;

import io.keystoreconnector.room.Account;
import io.keystoreconnector.statemachine.time.Timeline;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A clock that jumps, and takes the clock of an account along. */
final class PassingTime implements Timeline {

  private final VirtualTime time = new VirtualTime(Instant.now());
  private final Account account;

  PassingTime(Account account) {
    this.account = account;
  }

  @Override
  public Instant instant() {
    return time.instant();
  }

  @Override
  public void start(String name, Runnable work) {
    time.start(name, work);
  }

  @Override
  public void await(Instant moment, BooleanSupplier condition) {
    account.advance(Duration.between(instant(), moment));
    time.await(moment, condition);
  }

  @Override
  public void changed() {
    time.changed();
  }
}
