// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.Origin;
import java.util.List;
import java.util.Map;

/** Files: CSV, and backups in both directions. */
final class FileSources {
    static final String BACKUP_CONNECTOR = "io.tdconnect.backup.BackupSourceConnector";
    static final Driver CSV = Driver.of(
                    "CSV",
                    List.of("csv"),
                    "io.tdconnect.csv.CsvSourceConnector",
                    "path: `files`; files, folders and patterns, several with commas",
                    CommonParameters.ofSource(
                            Parameter.special("has_header", FileSources::header, "header")
                                    .remark("false needs `header` with the names of the columns"),
                            Parameter.option("header", "header").remark("`first-line`, or names with commas"),
                            Parameter.option("skip", Conversion.WHOLE, "skip.lines"),
                            Parameter.option("delimiter", "delimiter"),
                            Parameter.option("quote", "quote"),
                            Parameter.option("escape", "escape"),
                            Parameter.option("comment", "comment"),
                            Parameter.option("encoding", "charset"),
                            Parameter.option("char_encoding", value -> value.replace('_', '-'), "charset"),
                            Parameter.option("new_file_notify", Conversion.FLAG, "watch")
                                    .remark("without it the task ends when the files have been read"),
                            Parameter.flag("watch", "watch"),
                            Parameter.option("when_done", "when.done").remark("keep, move or delete; not in taosX"),
                            Parameter.special("file_pattern", FileSources::pattern)
                                    .remark("a pattern in the path instead, as in `csv:/data/*.csv`"),
                            CommonParameters.ignored("batch_size", "rows are passed on as they are read"),
                            CommonParameters.ignored("batch_timeout", "rows are passed on as they are read")))
            .steps(
                    draft -> path(draft, "files", "a file, folder or pattern, as in csv:./data.csv"),
                    draft -> draft.setDefault("watch", "false"))
            .from(Origin.ofPath("csv", "files"));

    static final Driver BACKUP = Driver.of(
                    "Restore",
                    List.of("local"),
                    BACKUP_CONNECTOR,
                    "path: `directory`; the table after the database of the target: `tables`",
                    CommonParameters.ofSource(
                            Parameter.option("database", "database").remark("of several in the backup; not in taosX"),
                            Parameter.option(
                                            "on_damage",
                                            Conversion.choice(Map.of("fail", "fail", "skip", "skip")),
                                            "on.damage")
                                    .remark("not in taosX")))
            .steps(draft -> path(draft, "directory", "the folder of a backup, as in local:/backup"), draft -> {})
            .from(Origin.ofPath("local", "directory"));

    static final Driver BACKUP_TARGET = Driver.of(
                    "Backup",
                    List.of("local"),
                    "io.tdconnect.backup.BackupSinkConnector",
                    "path: `directory`; the database of the source: `database`",
                    List.of(Parameter.option("compression", "compression").remark("not in taosX")))
            .steps(draft -> path(draft, "directory", "the folder of a backup, as in local:/backup"), draft -> {})
            .from(Origin.ofPath("local", "directory"));

    private FileSources() {}

    private static void path(Draft draft, String option, String expected) {
        if (!draft.dsn().isPath() && !draft.dsn().hosts().isEmpty()) {
            draft.problem(
                    "path", expected, "a host", "leave // out: " + draft.dsn().driver() + ":PATH");
            return;
        }
        String object = draft.dsn().object();
        String path = draft.dsn().isPath() ? object : '/' + object;
        if (path.isBlank() || (!draft.dsn().isPath() && object.isEmpty())) {
            draft.problem("path", expected, "none", null);
            return;
        }
        draft.set(option, path, "path");
    }

    private static void header(DsnParameter parameter, Draft draft) {
        String value = parameter.value() == null ? "true" : parameter.value();
        if (value.equalsIgnoreCase("true")) {
            draft.set("header", "first-line", "parameter has_header");
        } else if (!value.equalsIgnoreCase("false")) {
            draft.problem(parameter, "true or false", draft.shown(value), null);
        } else if (draft.dsn().parameters().stream()
                .noneMatch(other -> other.name().equals("header"))) {
            draft.problem(
                    parameter, "the names of the columns in the parameter header", "none", "write header=ts,current,…");
        }
    }

    private static void pattern(DsnParameter parameter, Draft draft) {
        draft.problem(
                parameter,
                "a pattern in the path, as in csv:/data/*.csv",
                "a regular expression",
                "* stands for any characters");
    }
}
