// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

import java.util.Map;

/** What happens to bad records, by their fault; without a policy they go to the dead letter queue. */
public record FaultPolicies(Map<Fault, FaultPolicy> policies) {
    /** Every bad record goes to the dead letter queue. */
    public static final FaultPolicies DEAD_LETTER = new FaultPolicies(Map.of());

    public FaultPolicies {
        policies = Map.copyOf(policies);
    }

    public FaultPolicy of(Fault fault) {
        return policies.getOrDefault(fault, FaultPolicy.DEAD_LETTER);
    }
}
