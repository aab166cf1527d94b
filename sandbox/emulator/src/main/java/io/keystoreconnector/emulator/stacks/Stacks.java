package io.keystoreconnector.emulator.stacks;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Refusal;
import io.keystoreconnector.emulator.world.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The stacks that clients make in one account and Region. */
public final class Stacks {

  /** Where an object is. */
  private static final Pattern URL =
      Pattern.compile("https://([a-z0-9.-]+)\\.s3\\.[a-z0-9-]+\\.amazonaws\\.[a-z.]+/(.+)");

  /** What a change set is made from. */
  public static final class Request {

    private final Map<String, StackTemplate.Given> parameters = new LinkedHashMap<>();
    private String template = "";
    private boolean admitsRoles;

    /** With this text as template. */
    public Request template(String text) {
      template = text;
      return this;
    }

    /** With a value for a parameter; null for the one that the stack has. */
    public Request parameter(String name, @Nullable String value) {
      parameters.put(name, new StackTemplate.Given(value));
      return this;
    }

    /** Whether the caller knows that it makes roles. */
    public Request admitsRoles(boolean admits) {
      admitsRoles = admits;
      return this;
    }
  }

  private final Map<String, Stack> stacks = new LinkedHashMap<>();
  private final Buckets buckets;
  private final String region;

  /** No stacks; their functions' code is in these buckets. */
  public Stacks(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  /** All of them. */
  public List<Stack> all() {
    return List.copyOf(stacks.values());
  }

  /** A stack by its name or id; empty if there is none. */
  public Optional<Stack> find(String nameOrId) {
    return stacks.values().stream()
        .filter(each -> nameOrId.equals(each.name()) || nameOrId.equals(each.id()))
        .findFirst();
  }

  /**
   * Makes a change set, and for a new stack the stack.
   *
   * @throws Refusal if CloudFormation would refuse it
   */
  public ChangeSet plan(
      String stackName, String name, boolean isNew, Request request, Instant now) {
    @Nullable Stack found = find(stackName).orElse(null);
    refuseState(stackName, name, isNew, found, now);
    StackTemplate template = StackTemplate.parse(request.template);
    if (template.makesRoles() && !request.admitsRoles) {
      throw AwsError.STACK_CAPABILITIES.because("Requires capabilities : [CAPABILITY_IAM]");
    }
    Map<String, String> parameters =
        template.parameters(request.parameters, found == null ? Map.of() : found.parameters());
    StackTemplate.Contents contents = template.contents(stackName, region, parameters);
    List<ResourceChange> changes =
        ResourceChange.between(
            found == null ? Map.of() : found.contents().resources(), contents.resources());
    ChangeSet changeSet =
        new ChangeSet(
            arn("changeSet/%s/%s".formatted(name, uuid(stackName + name))),
            name,
            now,
            changes.isEmpty() ? ChangeSet.NO_CHANGES : null,
            changes,
            parameters,
            contents);
    Stack stack = found == null ? add(stackName, now) : found;
    stack.add(changeSet);
    return changeSet;
  }

  private void refuseState(
      String stackName, String name, boolean isNew, @Nullable Stack found, Instant now) {
    if (found == null) {
      if (!isNew) {
        throw AwsError.STACK_VALIDATION.because("Stack [%s] does not exist".formatted(stackName));
      }
      return;
    }
    if (isNew != found.isEmpty(now)) {
      throw AwsError.STACK_VALIDATION.because(
          isNew
              ? "Stack [%s] already exists and cannot be created again with the changeSet [%s]."
                  .formatted(stackName, name)
              : unchangeable(found, now));
    }
    if (!isNew && !isChangeable(found.status(now))) {
      throw AwsError.STACK_VALIDATION.because(unchangeable(found, now));
    }
  }

  private static boolean isChangeable(String status) {
    return status.endsWith("_COMPLETE") && !status.equals("ROLLBACK_COMPLETE");
  }

  private static String unchangeable(Stack stack, Instant now) {
    return "Stack:%s is in %s state and can not be updated."
        .formatted(stack.id(), stack.status(now));
  }

  private Stack add(String name, Instant now) {
    Stack stack = new Stack(arn("stack/%s/%s".formatted(name, uuid(name + now))), name, now);
    stacks.put(name, stack);
    return stack;
  }

  /** Carries out a change set. */
  public void execute(Stack stack, ChangeSet changeSet, Instant now) {
    if (!changeSet.isAvailable(now)) {
      throw AwsError.CHANGE_SET_STATUS.because(
          "ChangeSet [%s] cannot be executed in its current status of [%s]"
              .formatted(changeSet.arn(), changeSet.status(now)));
    }
    new ChangeSetExecution(stack, changeSet, now).run(this::hasCode);
  }

  private boolean hasCode(Resource function) {
    Map<String, Object> code = Trees.object(function.properties().get("Code"));
    String bucket = Objects.toString(code.get("S3Bucket"), "");
    return !code.containsKey("S3Key")
        || buckets.find(bucket, String.valueOf(code.get("S3Key"))).isPresent();
  }

  /** A change set by its name or ARN, and its stack; empty if there is none. */
  public Optional<Map.Entry<Stack, ChangeSet>> changeSet(
      @Nullable String stackName, String nameOrArn) {
    return stacks.values().stream()
        .filter(stack -> stackName == null || find(stackName).equals(Optional.of(stack)))
        .flatMap(stack -> stack.changeSet(nameOrArn).map(each -> Map.entry(stack, each)).stream())
        .findFirst();
  }

  /** Removes a change set. */
  public void discard(Stack stack, ChangeSet changeSet) {
    stack.remove(changeSet);
  }

  /** Removes a stack at once, if it is there. */
  public void delete(String nameOrId) {
    find(nameOrId).ifPresent(stack -> stacks.remove(stack.name()));
  }

  /**
   * The text of a template in a bucket.
   *
   * @param url of an object in S3
   * @throws Refusal if nothing is there
   */
  public String template(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw AwsError.STACK_VALIDATION.because("TemplateURL must be a supported URL.");
    }
    return buckets
        .find(parts.group(1), parts.group(2))
        .map(Buckets.StoredObject::text)
        .orElseThrow(
            () -> AwsError.STACK_VALIDATION.because("S3 error: The specified key does not exist."));
  }

  private String arn(String resource) {
    return "arn:%s:cloudformation:%s:%s:%s"
        .formatted(Settings.partition(region), region, Settings.ACCOUNT, resource);
  }

  private static String uuid(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
