// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a task reads from where.
 *
 * @param brokers tried in turn until one answers
 * @param retainedByBroker whether the broker itself knows which filters are new to a session, and so whose retained messages
 *     come first
 * @param unackedTimeout after which a message that Kafka does not confirm makes the connection suspicious
 * @param handover after which other tasks have subscribed to the filters that moved to them
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
