// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.topic.TopicOptions;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Says which option to change when a subscription cannot go on. */
public final class SubscriptionFailureMessages {
    /** The server does not have the topic. */
    static final int TOPIC_MISSING = 0x3e1;

    private static final int NO_WAL_RETENTION = 0x38c;
    private static final int FIRST_OF_PARSER = 0x2600;
    private static final int LAST_OF_PARSER = 0x26ff;
    private static final int FIRST_OF_CONSUMERS = 0x4000;
    private static final int LAST_OF_CONSUMERS = 0x40ff;

    private SubscriptionFailureMessages() {}

    /** The exception to throw; null if a new subscription may succeed. */
    static @Nullable ConnectException of(SQLException failure) {
        String advice = text(failure);
        return advice == null ? null : new ConnectException(advice + ": " + failure.getMessage(), failure);
    }

    /** The text for users; null if a new subscription may succeed. */
    public static @Nullable String text(SQLException failure) {
        int code = TdengineErrors.code(failure);
        if (code == TOPIC_MISSING) {
            return "A topic is missing; create it, change " + TopicOptions.TOPICS + ", or set "
                    + TopicOptions.TOPIC_CREATE + "=true with " + SelectionOptions.DATABASE;
        }
        if (code == NO_WAL_RETENTION) {
            return "The database keeps no WAL, so it cannot be subscribed; create it with WAL_RETENTION_PERIOD 3600 or more,"
                    + " or ALTER DATABASE … WAL_RETENTION_PERIOD 3600";
        }
        if (code >= FIRST_OF_CONSUMERS && code <= LAST_OF_CONSUMERS) {
            return null;
        }
        ErrorClass kind = TdengineErrors.classify(failure);
        return switch (kind) {
            case RETRIABLE, OUT_OF_DATE -> null;
            case AUTHENTICATION ->
                "The server refuses the user; change " + TdengineOptions.USER + " or " + TdengineOptions.PASSWORD;
            case PERMISSION -> "The user may not subscribe; GRANT SUBSCRIBE ON the topic";
            case DATABASE_MISSING ->
                "The database is missing; create it or change " + SelectionOptions.DATABASE + " or "
                        + TopicOptions.TOPIC_QUERY;
            case TABLE_MISSING -> "A supertable is missing; create it or change " + SelectionOptions.STABLES;
            default ->
                code >= FIRST_OF_PARSER && code <= LAST_OF_PARSER
                        ? "The server does not accept the statement of a topic; change " + TopicOptions.TOPIC_QUERY
                        : "The subscription failed";
        };
    }
}
