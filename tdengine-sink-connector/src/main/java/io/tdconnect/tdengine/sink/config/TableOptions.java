// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.Precision;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * The options for what the sink may create and change by itself.
 *
 * @param tagPolicy what happens to rows with other tags than their subtable has
 */
public record TableOptions(Creation create, Evolution evolve, TagPolicy tagPolicy) {
    public static final String CREATE_DATABASE = "auto.create.database";
    static final String PRECISION = "auto.create.database.precision";
    static final String KEEP = "auto.create.database.keep";
    public static final String CREATE_STABLE = "auto.create.stable";
    public static final String CREATE_TABLE = "auto.create.table";
    static final String EVOLVE = "auto.evolve";
    public static final String EVOLVE_COLUMNS = "auto.evolve.columns";
    public static final String EVOLVE_TAGS = "auto.evolve.tags";
    static final String EVOLVE_LENGTHS = "auto.evolve.lengths";
    public static final String TAG_POLICY = "tag.policy";

    /**
     * What may be created if it is missing.
     *
     * @param precision of a new database
     * @param keep how long a new database keeps rows, in the form of KEEP; null for the server's default
     */
    public record Creation(
            boolean database, Precision precision, @Nullable String keep, boolean stable, boolean table) {}

    /**
     * What may be changed.
     *
     * @param columns whether columns are added
     * @param tags whether tags are added
     * @param lengths whether VARCHAR, NCHAR and VARBINARY become longer
     */
    public record Evolution(boolean columns, boolean tags, boolean lengths) {}

    /** What happens to rows with other tags than their subtable has. */
    public enum TagPolicy {
        /** They are written, and the subtable keeps its tags. */
        IGNORE,
        /** They are written, and the subtable gets the tags of the last one. */
        UPDATE,
        /** They are bad records. */
        FAIL
    }

    public static void addTo(Options options) {
        options.group("Tables")
                .optional(CREATE_DATABASE, Type.BOOLEAN, false, "Whether to create a database that does not exist.")
                .dependents(PRECISION, KEEP)
                .choice(PRECISION, Precision.MS, "Precision of the times in a database that the sink creates.")
                .optional(
                        KEEP,
                        Type.STRING,
                        null,
                        "How long a database that the sink creates keeps rows, as in KEEP: days, or a number with m, h or"
                                + " d. Without a value, the server's default.")
                .validator(Validators.pattern("[0-9]+[mhd]?(,[0-9]+[mhd]?){0,2}", "a duration such as 3650d"))
                .optional(
                        CREATE_STABLE,
                        Type.BOOLEAN,
                        true,
                        "Whether to create a supertable that does not exist, with types from the schema or the values of the"
                                + " first rows.")
                .optional(
                        CREATE_TABLE,
                        Type.BOOLEAN,
                        true,
                        "Whether to create a subtable, or a table without supertable, that does not exist. If not, the sink"
                                + " queries each subtable once.");
        addEvolution(options);
    }

    private static void addEvolution(Options options) {
        options.optional(
                        EVOLVE,
                        Type.BOOLEAN,
                        true,
                        "Whether to change tables as records need it; false turns off the following three options.")
                .dependents(EVOLVE_COLUMNS, EVOLVE_TAGS, EVOLVE_LENGTHS)
                .optional(EVOLVE_COLUMNS, Type.BOOLEAN, true, "Whether to add columns for new fields.")
                .optional(EVOLVE_TAGS, Type.BOOLEAN, true, "Whether to add tags for new fields that are tags.")
                .optional(
                        EVOLVE_LENGTHS,
                        Type.BOOLEAN,
                        true,
                        "Whether to make VARCHAR, NCHAR and VARBINARY columns and tags longer for longer values.")
                .choice(
                        TAG_POLICY,
                        TagPolicy.IGNORE,
                        "What happens to rows with other tags than their subtable has: ignore writes them and leaves the"
                                + " tags, update changes the tags as well, fail makes them bad records. For update and fail the"
                                + " sink queries the tags of each subtable once. Null leaves a tag as it is.");
    }

    public static TableOptions from(AbstractConfig config) {
        boolean evolve = config.getBoolean(EVOLVE);
        return new TableOptions(
                new Creation(
                        config.getBoolean(CREATE_DATABASE),
                        EnumOption.parse(Precision.class, config.getString(PRECISION)),
                        config.getString(KEEP),
                        config.getBoolean(CREATE_STABLE),
                        config.getBoolean(CREATE_TABLE)),
                new Evolution(
                        evolve && config.getBoolean(EVOLVE_COLUMNS),
                        evolve && config.getBoolean(EVOLVE_TAGS),
                        evolve && config.getBoolean(EVOLVE_LENGTHS)),
                EnumOption.parse(TagPolicy.class, config.getString(TAG_POLICY)));
    }
}
