// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import java.util.List;

/**
 * What a consumer asks for when it subscribes.
 *
 * @param group whose members share the vgroups
 * @param client a name for the consumer
 * @param topics names
 * @param latest whether to begin with what comes next, where the group has committed nothing
 * @param snapshot whether to begin with the rows that are there
 * @param autoCommit whether polling commits what the polls before delivered
 * @param tableNames whether blocks come with the name of their table
 * @param batchMeta whether events that follow each other come as one message
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
