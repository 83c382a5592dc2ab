// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a task reads from where.
 *
 * @param brokers tried in turn until one answers
 * @param unackedTimeout after which a message that Kafka does not confirm makes the connection suspicious
 */
record SessionPlan(String clientId, List<URI> brokers, List<TopicFilter> filters, Duration unackedTimeout) {
    SessionPlan {
        brokers = List.copyOf(brokers);
        filters = List.copyOf(filters);
    }
}
