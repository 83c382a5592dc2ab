// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.Precision;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options that say what the sink may create and change by itself. */
public final class TableOptions {
    public static final String CREATE_DATABASE = "auto.create.database";
    static final String PRECISION = "auto.create.database.precision";
    static final String KEEP = "auto.create.database.keep";
    public static final String CREATE_STABLE = "auto.create.stable";
    public static final String CREATE_TABLE = "auto.create.table";
    static final String EVOLVE = "auto.evolve";
    public static final String EVOLVE_COLUMNS = "auto.evolve.columns";
    public static final String EVOLVE_TAGS = "auto.evolve.tags";
    static final String EVOLVE_LENGTHS = "auto.evolve.lengths";
    public static final String APPLY_METADATA = "apply.metadata";
    static final String APPLY_DROPS = "apply.metadata.drops";
    static final String APPLY_DATABASES = "apply.metadata.databases";
    static final String APPLY_TABLES = "apply.metadata.tables";
    public static final String TAG_POLICY = "tag.policy";

    private TableOptions() {}

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
                                + " d. Not set, it is the server's default.")
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
                                + " asks for each subtable once.");
        addEvolution(options);
    }

    private static void addEvolution(Options options) {
        options.optional(
                        EVOLVE,
                        Type.BOOLEAN,
                        true,
                        "Whether to change tables as records need it; false turns off what the options below allow.")
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
                                + " tags, update changes the tags as well, fail makes them bad records. For the latter two the"
                                + " sink asks for the tags of each subtable once. Null leaves a tag as it is.");
        addMetadata(options);
    }

    private static void addMetadata(Options options) {
        options.optional(
                        APPLY_METADATA,
                        Type.BOOLEAN,
                        false,
                        "Whether to do what metadata events of the TDengine source tell (records with the header"
                                + " td.metadata): create and change tables, change tags, delete rows. If not, such"
                                + " records are left out.")
                .dependents(APPLY_DROPS, APPLY_DATABASES, APPLY_TABLES)
                .optional(
                        APPLY_DROPS,
                        Type.BOOLEAN,
                        false,
                        "Whether to drop tables, columns and tags when metadata events tell so; deletions of rows do not"
                                + " depend on it.")
                .optional(
                        APPLY_DATABASES,
                        Type.LIST,
                        "",
                        "Databases that metadata events may change; events for others are bad records. Empty: all that the"
                                + " user of the connection may change.")
                .optional(
                        APPLY_TABLES,
                        Type.LIST,
                        "",
                        "Tables that metadata events may change; events for others are bad records. An asterisk at the end"
                                + " of a name stands for any rest: meters, d*. A subtable may be created if it or its"
                                + " supertable is named; other events need the name of the table that they change."
                                + " Empty: all.");
    }

    public static TablePolicy from(AbstractConfig config) {
        boolean evolve = config.getBoolean(EVOLVE);
        return new TablePolicy(
                new TablePolicy.Creation(
                        config.getBoolean(CREATE_DATABASE),
                        EnumOption.parse(Precision.class, config.getString(PRECISION)),
                        config.getString(KEEP),
                        config.getBoolean(CREATE_STABLE),
                        config.getBoolean(CREATE_TABLE)),
                new TablePolicy.Evolution(
                        evolve && config.getBoolean(EVOLVE_COLUMNS),
                        evolve && config.getBoolean(EVOLVE_TAGS),
                        evolve && config.getBoolean(EVOLVE_LENGTHS)));
    }

    public static MetadataRules metadataRules(AbstractConfig config) {
        return new MetadataRules(
                config.getBoolean(APPLY_DROPS), config.getList(APPLY_DATABASES), config.getList(APPLY_TABLES));
    }

    public static TagPolicy tagPolicy(AbstractConfig config) {
        return EnumOption.parse(TagPolicy.class, config.getString(TAG_POLICY));
    }
}
