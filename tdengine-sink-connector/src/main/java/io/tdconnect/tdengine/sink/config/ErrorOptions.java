// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import static io.tdconnect.tdengine.sink.fault.FaultPolicy.DEAD_LETTER;
import static io.tdconnect.tdengine.sink.fault.FaultPolicy.DEFAULT;
import static io.tdconnect.tdengine.sink.fault.FaultPolicy.DROP_FIELD;
import static io.tdconnect.tdengine.sink.fault.FaultPolicy.FAIL;
import static io.tdconnect.tdengine.sink.fault.FaultPolicy.NULL;
import static io.tdconnect.tdengine.sink.fault.FaultPolicy.SKIP;
import static io.tdconnect.tdengine.sink.fault.FaultPolicy.TRUNCATE;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;
import io.tdconnect.tdengine.sink.fault.FaultPolicy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * The options for records that cannot be written.
 *
 * @param policies what happens to them
 * @param headers whether dead letters get headers with the reason
 * @param missingVariable replaces missing variables of templates; null if they make the record bad
 */
public record ErrorOptions(
        FaultPolicies policies, boolean headers, @Nullable String missingVariable) {
    static final String TOO_LONG = "behavior.on.value.too.long";
    static final String TYPE_MISMATCH = "behavior.on.type.mismatch";
    static final String BAD_TIMESTAMP = "behavior.on.bad.timestamp";
    static final String MALFORMED_TEXT = "behavior.on.malformed.text";
    static final String BAD_NAME = "behavior.on.bad.name";
    static final String MISSING_VARIABLE = "behavior.on.missing.variable";
    static final String MISSING_VARIABLE_TEXT = "missing.variable.text";
    static final String MISSING_COLUMN = "behavior.on.missing.column";
    static final String MISSING_TABLE = "behavior.on.missing.table";
    static final String MISSING_TAG = "behavior.on.missing.tag";
    static final String OTHER = "behavior.on.other.errors";
    static final String HEADERS = "dead.letter.headers";

    private static final Map<Fault, String> OPTIONS = new EnumMap<>(Map.ofEntries(
            Map.entry(Fault.VALUE_TOO_LONG, TOO_LONG),
            Map.entry(Fault.TYPE_MISMATCH, TYPE_MISMATCH),
            Map.entry(Fault.BAD_TIMESTAMP, BAD_TIMESTAMP),
            Map.entry(Fault.MALFORMED_TEXT, MALFORMED_TEXT),
            Map.entry(Fault.BAD_NAME, BAD_NAME),
            Map.entry(Fault.MISSING_VARIABLE, MISSING_VARIABLE),
            Map.entry(Fault.MISSING_COLUMN, MISSING_COLUMN),
            Map.entry(Fault.MISSING_TABLE, MISSING_TABLE),
            Map.entry(Fault.MISSING_TAG, MISSING_TAG),
            Map.entry(Fault.OTHER, OTHER)));

    /** When dead letters get headers with the reason. */
    enum DeadLetterHeaders {
        /** Unless the connector has transforms. */
        AUTO,
        /** Always; the record is as it left the transforms. */
        ALWAYS,
        /** Never; the record is the one in the topic, byte by byte. */
        NEVER
    }

    public static void addTo(Options options) {
        options.group("Errors");
        policy(
                options,
                TOO_LONG,
                DEAD_LETTER,
                TRUNCATE,
                "Values longer than their column or tag where " + TableOptions.EVOLVE_LENGTHS
                        + " may not or cannot make it longer. truncate cuts the value.");
        policy(
                options,
                TYPE_MISMATCH,
                DEAD_LETTER,
                NULL,
                "Values that cannot be converted to the type of their column or tag without loss. null writes the rest of"
                        + " the row.");
        policy(
                options,
                BAD_TIMESTAMP,
                DEAD_LETTER,
                null,
                "Primary timestamps that are missing, unreadable or older than the database keeps (KEEP).");
        policy(
                options,
                MALFORMED_TEXT,
                DEAD_LETTER,
                null,
                "Schemaless text with points that break the rules of its format; its other points are written.");
        policy(options, BAD_NAME, DEAD_LETTER, null, "Names of tables or columns that TDengine does not allow.");
        addMissing(options);
        policy(options, OTHER, DEAD_LETTER, null, "Records that TDengine refuses for any other reason.");
        options.choice(
                HEADERS,
                DeadLetterHeaders.AUTO,
                "Whether dead letters get the headers td.error.class, td.error.code, td.error.database, td.error.table and"
                        + " td.error.field. Connect reports either the record of the topic, byte by byte and without"
                        + " further headers, or the record as it leaves the transforms, converted again. With always it is"
                        + " the latter, with never the former; auto is never if the connector has transforms, else"
                        + " always. The exception message always has the same details.");
    }

    private static void addMissing(Options options) {
        policy(
                options,
                MISSING_VARIABLE,
                DEAD_LETTER,
                DEFAULT,
                "Records without a value for a variable of a template that has no default of its own. default takes "
                        + MISSING_VARIABLE_TEXT + ".");
        options.optional(
                MISSING_VARIABLE_TEXT,
                Type.STRING,
                "unknown",
                "Replaces missing variables with " + MISSING_VARIABLE + "=default.");
        policy(
                options,
                MISSING_COLUMN,
                DEAD_LETTER,
                DROP_FIELD,
                "Fields without a column or tag where " + TableOptions.EVOLVE_COLUMNS + " or "
                        + TableOptions.EVOLVE_TAGS
                        + " may not or cannot add one. drop-field writes the row without it.");
        policy(
                options,
                MISSING_TABLE,
                DEAD_LETTER,
                null,
                "Records whose database or table does not exist and may not be created.");
        policy(
                options,
                MISSING_TAG,
                NULL,
                NULL,
                "Rows in which a field named by " + RoutingOptions.TAGS + " is missing or null. null writes them: a new"
                        + " subtable gets no value for this tag, an existing one keeps its own.");
    }

    private static void policy(
            Options options, String name, FaultPolicy preset, @Nullable FaultPolicy remedy, String doc) {
        EnumSet<FaultPolicy> allowed = EnumSet.of(DEAD_LETTER, SKIP, FAIL);
        if (remedy != null) {
            allowed.add(remedy);
        }
        options.choice(
                name, allowed, preset, doc + " dead-letter reports the record, skip drops it, fail stops the task.");
    }

    /** Name of the option for a fault. */
    public static String option(Fault fault) {
        return OPTIONS.getOrDefault(fault, OTHER);
    }

    public static ErrorOptions from(AbstractConfig config) {
        Map<Fault, FaultPolicy> policies = new EnumMap<>(Fault.class);
        OPTIONS.forEach((fault, option) -> policies.put(fault, policy(config, option)));
        boolean headers = switch (EnumOption.parse(DeadLetterHeaders.class, config.getString(HEADERS))) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                config.originalsStrings().getOrDefault("transforms", "").isBlank();
        };
        boolean hasDefault = policies.get(Fault.MISSING_VARIABLE) == DEFAULT;
        return new ErrorOptions(
                new FaultPolicies(policies), headers, hasDefault ? config.getString(MISSING_VARIABLE_TEXT) : null);
    }

    private static FaultPolicy policy(AbstractConfig config, String option) {
        return EnumOption.parse(FaultPolicy.class, config.getString(option));
    }
}
