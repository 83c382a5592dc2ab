// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.config.WorkerFile;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * What is restored, and how it becomes records.
 *
 * @param directory with a folder for each database, or one of these folders
 * @param database empty if there is only one
 * @param tables supertables, subtables and normal tables; empty for all
 * @param damage what happens to a damaged file
 * @param topic of rows
 * @param metadataTopic of metadata events; null to leave them out
 * @param rowsPerRecord how many rows of a table a record contains at most
 */
public record RestoreOptions(
        Path directory,
        String database,
        Set<String> tables,
        Damage damage,
        Template topic,
        @Nullable Template metadataTopic,
        int rowsPerRecord,
        RecordSizeLimit limit,
        RoutingMode routing) {
    public static final String DIRECTORY = "directory";
    public static final String DATABASE = "database";
    public static final String TABLES = "tables";
    public static final String ON_DAMAGE = "on.damage";
    public static final String TOPIC = "topic";
    public static final String METADATA_TOPIC = "metadata.topic";
    static final String ROWS_PER_RECORD = "rows.per.record";
    static final String ROUTING_HEADERS = "routing.headers";

    private static final String ROWS_TOPIC = "{database}-rows";

    /** Values of {@link #ON_DAMAGE}. */
    public enum Damage {
        /** Nothing is restored. */
        FAIL,
        /** The other files are restored. */
        SKIP
    }

    public static void addTo(Options options) {
        options.group("Restore")
                .required(
                        DIRECTORY,
                        Type.STRING,
                        "Directory of a backup on the worker: that of the BackupSinkConnector, or the folder of a database"
                                + " in it.")
                .validator(Validators.all(
                        Validators.nonEmpty(), Validators.parsed("path of a directory", WorkerFile::allowed)))
                .optional(
                        DATABASE,
                        Type.STRING,
                        "",
                        "Database in the backup to restore; may be empty if the directory contains only one. The database to"
                                + " write to is an option of the sink.")
                .importance(Importance.HIGH)
                .optional(
                        TABLES,
                        Type.LIST,
                        "",
                        "Supertables (with all their subtables), subtables and normal tables to restore; empty for all.")
                .choice(
                        ON_DAMAGE,
                        Damage.FAIL,
                        "What happens if a file of the backup is missing or damaged. All files are checked before the first"
                                + " row: with fail nothing is restored, with skip all that the other files contain. The"
                                + " manifest cannot be skipped.")
                .add(RestoreOptions::addRecords);
    }

    private static void addRecords(Options options) {
        options.group("Records")
                .optional(
                        TOPIC,
                        Type.STRING,
                        ROWS_TOPIC,
                        "Kafka topic of rows, a template with {database}, {stable} and {table}.")
                .validator(Validators.template())
                .optional(
                        METADATA_TOPIC,
                        Type.STRING,
                        ROWS_TOPIC,
                        "Kafka topic of metadata events (tables without rows, changes, deletions), a template with"
                                + " {database}; empty to leave them out. In the topic of the rows, with one partition, they"
                                + " keep their order.")
                .validator(Validators.template())
                .optional(ROWS_PER_RECORD, Type.INT, 200, "How many rows of a table a record contains at most.")
                .validator(Validators.between(1, 10_000))
                .add(records -> RecordSizeLimit.addTo(
                        records,
                        "Records contain fewer rows if they would be larger; a larger row is a record of its own."))
                .choice(
                        ROUTING_HEADERS,
                        RoutingMode.MINIMAL,
                        "Headers for the TDengine sink that name the table of a row: none, minimal for all but the database,"
                                + " or all. With minimal the sink's option database decides.");
    }

    public static RestoreOptions from(AbstractConfig config) {
        String metadata = config.getString(METADATA_TOPIC);
        return new RestoreOptions(
                WorkerFile.allowed(config.getString(DIRECTORY)).toAbsolutePath().normalize(),
                config.getString(DATABASE).trim(),
                config.getList(TABLES).stream()
                        .map(String::trim)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                EnumOption.parse(Damage.class, config.getString(ON_DAMAGE)),
                Template.parse(config.getString(TOPIC)),
                metadata.isBlank() ? null : Template.parse(metadata),
                config.getInt(ROWS_PER_RECORD),
                RecordSizeLimit.from(config),
                EnumOption.parse(RoutingMode.class, config.getString(ROUTING_HEADERS)));
    }
}
