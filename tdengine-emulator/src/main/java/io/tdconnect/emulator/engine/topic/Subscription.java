// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import java.util.List;

/**
 * The request of a consumer.
 *
 * @param group whose members share the vgroups
 * @param client a name for the consumer
 * @param topics names
 * @param latest whether to begin at the end of the log if the group has committed nothing
 * @param snapshot whether to begin with the existing rows
 * @param autoCommit whether a poll commits the messages of earlier polls
 * @param tableNames whether blocks contain the name of their table
 * @param batchMeta whether consecutive events are one message
 */
public record Subscription(
        String group,
        String client,
        List<String> topics,
        boolean latest,
        boolean snapshot,
        boolean autoCommit,
        boolean tableNames,
        boolean batchMeta) {}
