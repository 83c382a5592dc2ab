// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.explore.Capability;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.FormConfig;
import io.tdconnect.common.explore.InterruptWatch;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Matches;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.common.explore.TopicContent;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.common.window.TimeOptions;
import io.tdconnect.influxdb.client.ConnectionOptions;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.LoginOptions;
import io.tdconnect.influxdb.client.SelectionOptions;
import io.tdconnect.influxdb.read.FailureMessages;
import io.tdconnect.influxdb.record.RecordOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Shows the buckets, measurements, fields and tags of a server. */
public final class InfluxExplorer implements ServerExplorer {
    private static final ConfigDef NEEDED = new Options()
            .add(ConnectionOptions::addTo)
            .add(LoginOptions::addTo)
            .add(TlsOptions::addTo)
            .add(SelectionOptions::addTo)
            .build();

    private static final List<String> CONNECTION = List.of(
            ConnectionOptions.URL,
            ConnectionOptions.VERSION,
            LoginOptions.USER,
            LoginOptions.PASSWORD,
            LoginOptions.ORG_ID,
            LoginOptions.TOKEN);

    private static final Kind KIND = new Kind(
            "influxdb",
            "InfluxDB",
            Kind.Side.SOURCE,
            InfluxSourceConnector.class.getName(),
            List.of(
                    ConnectionOptions.URL,
                    ConnectionOptions.VERSION,
                    LoginOptions.USER,
                    LoginOptions.PASSWORD,
                    LoginOptions.ORG_ID,
                    LoginOptions.TOKEN,
                    SelectionOptions.BUCKET,
                    SelectionOptions.MEASUREMENTS,
                    TimeOptions.BEGIN_TIME,
                    TimeOptions.END_TIME),
            CONNECTION,
            List.of(SelectionOptions.BUCKET, SelectionOptions.MEASUREMENTS, SelectionOptions.FIELDS),
            RecordOptions.TOPIC,
            TopicContent.ROWS.source(),
            TopicContent.ROWS.sink(),
            Set.of(Capability.CHILDREN, Capability.SELECT, Capability.MATCHES));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Listing children(Map<String, String> config, @Nullable String node, @Nullable String cursor)
            throws ExploreException, InterruptedException {
        NodePath path = NodePath.parse(node);
        InfluxSourceConfig parsed =
                read(config, path.depth() == 0 ? "none" : path.names().get(0));
        return answer(parsed, catalog -> switch (path.depth()) {
            case 0 ->
                Listing.page(
                        catalog.buckets(),
                        cursor,
                        name -> Node.parent(NodePath.of(name), parsed.version2() ? "bucket" : "database")
                                .asSelectable());
            case 1 -> catalog.measurements(path, catalog.measurements(), cursor);
            case 2 -> Listing.page(catalog.columns(path), cursor, column -> column);
            default -> Listing.all(List.of());
        });
    }

    @Override
    public Map<String, String> select(Map<String, String> config, List<String> nodes) throws ExploreException {
        return ChosenPoints.of(nodes).options();
    }

    @Override
    public Matches matches(Map<String, String> config) throws ExploreException, InterruptedException {
        InfluxSourceConfig parsed = read(config, null);
        NodePath bucket = NodePath.of(parsed.selection().bucket());
        return answer(parsed, catalog -> {
            List<String> found = parsed.selection().measurements().among(catalog.measurements());
            return new Matches(
                    found.size(), catalog.measurements(bucket, found, null).nodes());
        });
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(InfluxCatalog catalog) throws IOException, InfluxException, ExploreException, InterruptedException;
    }

    private static <T> T answer(InfluxSourceConfig config, Question<T> question)
            throws ExploreException, InterruptedException {
        try (InfluxCatalog catalog = new InfluxCatalog(config);
                InterruptWatch watch = InterruptWatch.closing(catalog)) {
            return question.ask(catalog);
        } catch (InfluxException e) {
            OptionException problem = FailureMessages.problem(e, config.version2());
            throw ExploreException.of(problem, ConnectionOptions.URL);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new ExploreException(
                    ConnectionOptions.URL,
                    "No answer from InfluxDB at " + config.connection().url().getHost() + ": " + e,
                    null);
        }
    }

    /** @param bucket which is read instead of the configured one; null for the latter */
    private static InfluxSourceConfig read(Map<String, String> config, @Nullable String bucket)
            throws ExploreException {
        Map<String, String> wanted = new HashMap<>(config);
        if (bucket != null) {
            wanted.put(SelectionOptions.BUCKET, bucket);
        }
        Map<String, String> options = FormConfig.complete(NEEDED, wanted, Map.of());
        options.put(TimeOptions.BEGIN_TIME, "1970-01-01T00:00:00Z");
        try {
            return new InfluxSourceConfig(options);
        } catch (ConfigException e) {
            throw ExploreException.of(e, ConnectionOptions.URL);
        }
    }
}
