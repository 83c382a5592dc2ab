// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.explore.Capability;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.FormConfig;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.Matches;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.SampleCollector;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.csv.file.FileOptions;
import io.tdconnect.csv.file.FilePattern;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.format.FormatOptions;
import io.tdconnect.csv.read.FirstRows;
import io.tdconnect.csv.read.ReadOptions;
import io.tdconnect.csv.record.ErrorOptions;
import io.tdconnect.csv.record.RecordOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Shows files on the worker, and their first rows. */
public final class CsvExplorer implements ServerExplorer {
    private static final ConfigDef NEEDED = new Options()
            .add(FileOptions::addTo)
            .add(FormatOptions::addTo)
            .add(RecordOptions::addTo)
            .add(ErrorOptions::addTo)
            .build();

    /** Plain JSON, whose names and values transforms map. */
    private static final Map<String, String> CONVERTERS = Map.of(
            "key.converter", "org.apache.kafka.connect.storage.StringConverter",
            "header.converter", "org.apache.kafka.connect.storage.StringConverter",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "value.converter.schemas.enable", "false");

    private static final Kind KIND = new Kind(
            "csv",
            "CSV",
            Kind.Side.SOURCE,
            CsvSourceConnector.class.getName(),
            List.of(
                    FileOptions.FILES,
                    FormatOptions.HEADER,
                    FormatOptions.DELIMITER,
                    FormatOptions.CHARSET,
                    RecordOptions.TYPES),
            List.of(FileOptions.FILES),
            List.of(FileOptions.FILES),
            RecordOptions.TOPIC,
            CONVERTERS,
            CONVERTERS,
            Set.of(Capability.SAMPLES, Capability.MATCHES));

    @Override
    public Kind kind() {
        return KIND;
    }

    /** The first rows of the files, as the source writes them with JsonConverter without schemas. */
    @Override
    public Samples samples(Map<String, String> config, SampleLimits limits)
            throws ExploreException, InterruptedException {
        ReadOptions options = read(config);
        SampleCollector collector = new SampleCollector(limits);
        for (Path file : files(options)) {
            if (collector.done()) {
                break;
            }
            try {
                FirstRows.read(file, options, collector);
            } catch (BadFileException e) {
                throw new ExploreException(FileOptions.FILES, "File " + file + ": " + e.getMessage(), null);
            } catch (IOException e) {
                throw new ExploreException(
                        FileOptions.FILES,
                        "expected files that this worker can read, found " + file + ", which it cannot read ("
                                + e.getClass().getSimpleName() + ")",
                        null);
            }
        }
        return collector.samples();
    }

    @Override
    public Matches matches(Map<String, String> config) throws ExploreException {
        Set<Path> found = files(read(config));
        List<Node> nodes = new ArrayList<>();
        for (Path file : found) {
            if (nodes.size() < Matches.MOST_LISTED) {
                nodes.add(node(file));
            }
        }
        return new Matches(found.size(), nodes);
    }

    private static Node node(Path file) {
        Node node = Node.leaf(NodePath.of(file.toString()), "file");
        try {
            return node.with("bytes", Files.size(file)).with("changed", Files.getLastModifiedTime(file));
        } catch (IOException e) {
            // It has been moved or deleted since.
            return node;
        }
    }

    private static Set<Path> files(ReadOptions options) throws ExploreException {
        Set<Path> found = new TreeSet<>();
        for (FilePattern pattern : options.files().patterns()) {
            try {
                pattern.list(found);
            } catch (IOException e) {
                throw new ExploreException(
                        FileOptions.FILES,
                        "expected a folder that this worker can read, found none at " + pattern.path() + " ("
                                + e.getClass().getSimpleName() + ")",
                        null);
            }
        }
        return found;
    }

    private static ReadOptions read(Map<String, String> config) throws ExploreException {
        Map<String, String> whole = new HashMap<>(config);
        // Bad lines are left out, and each row is a sample.
        whole.put(ErrorOptions.ON_ERROR, "skip");
        whole.put(RecordOptions.ROWS_PER_RECORD, "1");
        AbstractConfig parsed = FormConfig.read(NEEDED, whole);
        try {
            return ReadOptions.from(parsed);
        } catch (ConfigException | IllegalArgumentException e) {
            throw ExploreException.of(e, FileOptions.FILES);
        }
    }
}
