// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.Map;

/** What happens to bad records by their fault; those without a policy go to the dead letter queue. */
record FaultPolicies(Map<Fault, FaultPolicy> policies) {
    /** Every bad record goes to the dead letter queue. */
    static final FaultPolicies DEAD_LETTER = new FaultPolicies(Map.of());

    FaultPolicies {
        policies = Map.copyOf(policies);
    }

    FaultPolicy of(Fault fault) {
        return policies.getOrDefault(fault, FaultPolicy.DEAD_LETTER);
    }
}
