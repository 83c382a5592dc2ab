// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.read;

import io.tdconnect.common.explore.Sample;
import io.tdconnect.common.explore.SampleCollector;
import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.json.ValueJson;
import io.tdconnect.csv.file.FileContent;
import io.tdconnect.csv.file.FileId;
import io.tdconnect.csv.file.FileSplit;
import io.tdconnect.csv.file.Place;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.format.Block;
import io.tdconnect.csv.format.BlockReader;
import io.tdconnect.csv.format.Preamble;
import io.tdconnect.csv.format.RowParser;
import io.tdconnect.csv.format.RowText;
import io.tdconnect.csv.record.BadLines;
import io.tdconnect.csv.record.FileRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a file, without a position. */
public final class FirstRows {
    private static final int MAX_DEPTH = 10;

    private FirstRows() {}

    /**
     * Passes on the rows of a file as JSON until there are enough.
     *
     * @throws BadFileException if the file is not in the format of the options
     */
    public static void read(Path file, ReadOptions options, SampleCollector collector)
            throws IOException, BadFileException, InterruptedException {
        FileContent content = FileContent.of(file, options.format().encoding());
        Preamble preamble;
        try (InputStream in = content.open(0, bytes -> {})) {
            preamble = Preamble.read(in, options.format(), true);
        }
        if (preamble == null || preamble.columns().isEmpty()) {
            return;
        }
        FileId id = FileId.of(file, Files.readAttributes(file, BasicFileAttributes.class));
        FileRecords records = new FileRecords(
                options.records(),
                new BadLines(options.errors(), new LongAdder(), new LongAdder()),
                new RowText(options.format().characters()),
                Place.of(new FileSplit(id, 0, 0), file),
                preamble.columns());
        RowParser parser = new RowParser(options.format(), preamble.columns().size());
        ValueJson json = new ValueJson(FirstRows::write, MAX_DEPTH);
        InputStream in = content.open(preamble.offset(), bytes -> {});
        try (BlockReader blocks = new BlockReader(in, preamble.offset(), preamble.line(), options.format())) {
            Block block = blocks.next(true);
            while (block != null && !collector.done()) {
                records.start(block, 0);
                parser.parse(block, 0, records);
                for (SourceRecord record : records.end(block.next())) {
                    collector.add(sample(record, json));
                }
                block = blocks.next(true);
            }
        }
    }

    private static Sample sample(SourceRecord record, ValueJson json) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), String.valueOf(header.value())));
        return new Sample(
                record.topic(),
                record.key() == null ? null : record.key().toString(),
                0,
                headers,
                json.bytes(record.value()),
                false);
    }

    /** Times are numbers, as JsonConverter writes them. */
    private static void write(JsonBytes json, @Nullable Schema schema, Object value) {
        if (value instanceof Long number) {
            json.addNumber(number);
        } else {
            json.addText(String.valueOf(value));
        }
    }
}
