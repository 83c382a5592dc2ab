// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.read;

import io.tdconnect.csv.file.FileOptions;
import io.tdconnect.csv.format.FormatOptions;
import io.tdconnect.csv.record.ErrorOptions;
import io.tdconnect.csv.record.RecordOptions;
import org.apache.kafka.common.config.AbstractConfig;

/** What a task has to know to read files. */
public record ReadOptions(FileOptions files, FormatOptions format, RecordOptions records, ErrorOptions errors) {
    public static ReadOptions from(AbstractConfig config) {
        return new ReadOptions(
                FileOptions.from(config),
                FormatOptions.from(config),
                RecordOptions.from(config),
                ErrorOptions.from(config));
    }
}
