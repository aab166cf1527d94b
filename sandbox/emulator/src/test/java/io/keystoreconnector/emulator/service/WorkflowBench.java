package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A sandbox in virtual time with small state machines, and the real SDK in front of it. */
final class WorkflowBench {

  static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
  static final SfnClient SFN = Bench.client(SfnClient.builder());

  /** Waits a minute, then calls a function with its own input. */
  static final String WAIT_AND_CALL =
      machine(
          """
          'A': {'Type': 'Wait', 'Seconds': 60, 'Next': 'B'},
          'B': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'End': true,
                'Arguments': {'FunctionName': 'work', 'Payload': '{% $states.input %}'},
                'Assign': {'seen': '{% $states.result.StatusCode %}'},
                'Output': '{% $states.result.Payload %}'}
          """);

  final VirtualTime time = new VirtualTime(START);
  final Workflows workflows;
  final World world;
  final List<String> payloads = new CopyOnWriteArrayList<>();

  WorkflowBench() {
    this(payload -> payload, "{}");
  }

  WorkflowBench(LambdaFunction work, String worldFile) {
    LambdaFunction recorded =
        payload -> {
          payloads.add(payload);
          return work.invoke(payload);
        };
    LambdaTasks tasks = new LambdaTasks(Map.of("work", recorded));
    workflows = new Workflows(new Runner(time, tasks, new Random(1)), "eu-central-1");
    world = World.load(Bench.json(worldFile), time, time::advance);
    Bench.server().serve(world, workflows);
  }

  static String machine(String states) {
    return "{'QueryLanguage': 'JSONata', 'TimeoutSeconds': 1200, 'StartAt': 'A', 'States': {%s}}"
        .formatted(states);
  }

  DeployedMachine deploy(String name, String definition) {
    return workflows.deploy(name, StateMachine.load(definition.replace('\'', '"'), Map.of()));
  }

  /** A task that takes time while everything else continues. */
  void spend(int seconds) {
    time.await(time.instant().plusSeconds(seconds), () -> false);
  }

  /** Lets time pass, and the executions continue. */
  void pass(int seconds) {
    spend(seconds);
  }

  Duration elapsed() {
    return Duration.between(START, time.instant());
  }
}
