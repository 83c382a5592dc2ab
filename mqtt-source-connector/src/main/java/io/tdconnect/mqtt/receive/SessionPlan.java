// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Which session a task keeps, and what it subscribes to.
 *
 * @param brokers tried in turn until one answers
 * @param retainedByBroker whether the broker itself sends retained messages only for filters that are new to the
 *     session
 * @param unackedTimeout how long Kafka may take to confirm a message before the task connects again
 * @param handover how long the other tasks may take to subscribe to the filters that moved to them
 */
public record SessionPlan(
        String clientId,
        List<URI> brokers,
        Subscriptions subscriptions,
        RetainedPolicy retained,
        boolean retainedByBroker,
        Duration unackedTimeout,
        Duration handover) {
    public SessionPlan {
        brokers = List.copyOf(brokers);
    }
}
