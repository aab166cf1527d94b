package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Cluster;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The filters of DescribeClusters: a cluster must match all of them. */
final class CloudHsmFilters {

  private CloudHsmFilters() {}

  static Predicate<Cluster> of(@Nullable Params filters) {
    Predicate<Cluster> all = c -> true;
    if (filters == null) {
      return all;
    }
    for (String name : filters.names()) {
      all = all.and(filter(name, filters.texts(name)));
    }
    return all;
  }

  private static Predicate<Cluster> filter(String name, List<String> values) {
    return switch (name) {
      case "clusterIds" -> c -> values.contains(c.id());
      case "states" -> c -> values.contains(c.state().name());
      case "vpcIds" -> c -> values.contains(CloudHsmAnswers.VPC);
      default ->
          throw AwsError.HSM_INVALID_REQUEST.because(
              "The valid filters are clusterIds, vpcIds and states.");
    };
  }
}
