// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.Identifiers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A topic of TDengine to subscribe to.
 *
 * @param name of the topic
 * @param statement creates the topic if it is missing; null for a topic of somebody else
 */
public record TopicPlan(String name, @Nullable String statement) {
    private static final String PREFIX = "tdconnect_";
    private static final int LONGEST_PART = 60;

    /** An existing topic. */
    public static TopicPlan existing(String name) {
        return new TopicPlan(name, null);
    }

    /** All of a database, with its metadata events. */
    public static TopicPlan ofDatabase(String database) {
        String definition = "AS DATABASE " + Identifiers.database(database);
        return created(database, "WITH META " + definition);
    }

    /** A supertable, with its metadata events. */
    public static TopicPlan ofStable(String database, String stable) {
        String definition = "AS STABLE " + Identifiers.table(database, stable);
        return created(database + "_" + stable, "WITH META " + definition);
    }

    /** The result of a query; the names of its tables are in the query. */
    public static TopicPlan ofQuery(String query) {
        return created("query", "AS " + query.trim());
    }

    /** Whether the connector creates it, so that it may also drop it. */
    public boolean own() {
        return statement != null;
    }

    String quoted() {
        return '`' + name + '`';
    }

    /** The name is readable; the hash of the definition tells topics with the same subject apart. */
    private static TopicPlan created(String subject, String definition) {
        String readable = subject.replaceAll("[^A-Za-z0-9_]", "_");
        String name =
                PREFIX + readable.substring(0, Math.min(readable.length(), LONGEST_PART)) + '_' + hash(definition);
        return new TopicPlan(name, "CREATE TOPIC IF NOT EXISTS `" + name + "` " + definition);
    }

    private static String hash(String definition) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
