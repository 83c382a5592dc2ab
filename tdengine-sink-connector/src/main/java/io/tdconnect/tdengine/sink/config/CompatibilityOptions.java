// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.tdengine.TdengineOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The options of kafka-connect-tdengine that this sink accepts in place of its own, so that a configuration for that
 * connector only needs another {@code connector.class}. If both are set, the sink uses its own.
 */
public final class CompatibilityOptions {
    static final String FORMAT = "db.schemaless";
    static final String DATABASE = "connection.database";
    static final String DATABASE_PREFIX = "connection.database.prefix";
    static final String BATCH_SIZE = "batch.size";
    static final String MAX_RETRIES = "max.retries";
    static final String CHARSET = "db.charset";
    static final String ATTEMPTS = "connection.attempts";
    static final String ATTEMPTS_BACKOFF = "connection.backoff.ms";

    /** Options of that connector whose meaning is the same under another name here. */
    private static final Map<String, String> RENAMED = Map.of(
            FORMAT, TextOptions.VALUE_FORMAT, DATABASE, RoutingOptions.DATABASE, BATCH_SIZE, WritingOptions.BATCH_ROWS);

    private static final String TOPIC = "${topic}";
    private static final String NATIVE_URL = "jdbc:taos://";
    private static final int NATIVE_PORT = 6030;
    private static final long USUAL_BACKOFF = 3_000;

    private CompatibilityOptions() {}

    public static void addTo(Options options) {
        options.group("Compatibility");
        old(options, FORMAT, Type.STRING, "Name in kafka-connect-tdengine of value.format: line, telnet or json.")
                .validator(Validators.pattern("(?i)line|telnet|json", "expected line, telnet or json"));
        old(options, DATABASE, Type.STRING, "Name in kafka-connect-tdengine of database.");
        old(
                options,
                DATABASE_PREFIX,
                Type.STRING,
                "In kafka-connect-tdengine: without a database each topic gets its own, whose name is this prefix and"
                        + " the topic, or this text with ${topic} replaced by the topic. With db.schemaless databases"
                        + " are created unless auto.create.database=false.");
        old(options, BATCH_SIZE, Type.INT, "Name in kafka-connect-tdengine of batch.rows; 0 leaves it at its default.")
                .validator(Validators.between(0, 1_000_000));
        old(
                        options,
                        MAX_RETRIES,
                        Type.INT,
                        "In kafka-connect-tdengine the number of retries. Here the time of retries is limited instead:"
                                + " retry.timeout.ms is this number times retry.backoff.ms.")
                .validator(Validators.between(0, 1_000_000));
        old(options, CHARSET, Type.STRING, "In kafka-connect-tdengine the charset of text; only UTF-8 is supported.")
                .validator(Validators.pattern("(?i)utf-?8", "only UTF-8 is supported"));
        old(options, ATTEMPTS, Type.INT, "From kafka-connect-tdengine; has no effect, see retry.timeout.ms.");
        old(options, ATTEMPTS_BACKOFF, Type.LONG, "From kafka-connect-tdengine; has no effect, see retry.backoff.ms.");
    }

    private static Options old(Options options, String name, Type type, String doc) {
        return options.optional(name, type, null, doc).importance(Importance.LOW);
    }

    /** Translates a configuration to the sink's own options. */
    public static Map<String, String> translate(Map<String, String> configured) {
        Map<String, String> own = new HashMap<>(configured);
        RENAMED.forEach((old, name) -> {
            String value = text(configured, old);
            if (value != null && !(old.equals(BATCH_SIZE) && value.equals("0"))) {
                own.putIfAbsent(name, old.equals(FORMAT) ? value.toLowerCase(Locale.ROOT) : value);
            }
        });
        String prefix = configured.get(DATABASE_PREFIX);
        if (prefix != null || text(configured, FORMAT) != null) {
            own.putIfAbsent(RoutingOptions.DATABASE, databaseOfTopic(prefix == null ? "" : prefix));
        }
        if (text(configured, FORMAT) != null) {
            translateDefaults(configured, own);
        }
        translateRetries(configured, own);
        return own;
    }

    /** Sets what is the default in kafka-connect-tdengine. */
    private static void translateDefaults(Map<String, String> configured, Map<String, String> own) {
        own.putIfAbsent(TableOptions.CREATE_DATABASE, "true");
        // That connector creates databases with this precision; another one would cut times.
        own.putIfAbsent(TableOptions.PRECISION, "ns");
        if (!"line".equalsIgnoreCase(text(configured, FORMAT))) {
            own.remove(TextOptions.DATA_PRECISION);
        }
        String url = text(configured, TdengineOptions.URL);
        if (url != null) {
            own.put(TdengineOptions.URL, gateway(url));
        }
    }

    private static void translateRetries(Map<String, String> configured, Map<String, String> own) {
        String retries = text(configured, MAX_RETRIES);
        if (retries == null) {
            return;
        }
        try {
            String backoff = text(configured, RetryOptions.BACKOFF);
            long pause = backoff == null ? USUAL_BACKOFF : Long.parseLong(backoff);
            own.putIfAbsent(RetryOptions.TIMEOUT, String.valueOf(Long.parseLong(retries) * pause));
        } catch (NumberFormatException e) {
            // The validators of both options report it.
            own.remove(RetryOptions.TIMEOUT);
        }
    }

    private static String databaseOfTopic(String prefix) {
        String[] parts = (prefix.contains(TOPIC) ? prefix : prefix + TOPIC).split("\\$\\{topic}", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].replace("{", "{{").replace("}", "}}");
        }
        return String.join("{topic}", parts);
    }

    /** The address of the gateway on the host of a server that was reached by the native library. */
    private static String gateway(String url) {
        if (!isNative(url)) {
            return url;
        }
        return "jdbc:TAOS-WS://"
                + url.substring(NATIVE_URL.length()).replaceFirst("^([^/?]*):" + NATIVE_PORT + "\\b", "$1:6041");
    }

    private static boolean isNative(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith(NATIVE_URL);
    }

    /** Moves problems of translated values to the option that is set, and reports contradicting options. */
    public static void check(Map<String, String> configured, ConfigProblems problems) {
        for (ConfigValue value : problems.config().configValues()) {
            RENAMED.forEach((old, name) -> {
                if (value.name().equals(name) && !configured.containsKey(name) && configured.containsKey(old)) {
                    List<String> messages = List.copyOf(value.errorMessages());
                    value.errorMessages().clear();
                    messages.forEach(message -> problems.add(old, message));
                }
            });
        }
        RENAMED.forEach((old, name) -> {
            String value = text(configured, old);
            String own = text(configured, name);
            if (value != null && own != null && !value.equalsIgnoreCase(own)) {
                problems.add(old, "Contradicts " + name + ", which means the same; remove one of them");
            }
        });
    }

    /** Warnings about the translation; may be empty. */
    public static List<String> warnings(Map<String, String> configured) {
        String url = text(configured, TdengineOptions.URL);
        return url != null && isNative(url) && text(configured, FORMAT) != null
                ? List.of("The native address in " + TdengineOptions.URL
                        + " is replaced by that of the gateway taosAdapter on the same host, port 6041 for 6030; set"
                        + " jdbc:TAOS-WS://host:6041 to choose it yourself")
                : List.of();
    }

    private static @Nullable String text(Map<String, String> configured, String option) {
        String value = configured.get(option);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
