// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

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
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.common.window.TimeOptions;
import io.tdconnect.opentsdb.client.ConnectionOptions;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.opentsdb.client.SelectionOptions;
import io.tdconnect.opentsdb.read.FailureMessages;
import io.tdconnect.opentsdb.record.RecordOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Shows the metrics of a server. */
public final class OpenTsdbExplorer implements ServerExplorer {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(15);
    private static final String INCLUDE = SelectionOptions.METRICS + ".include";

    private static final ConfigDef NEEDED = new Options()
            .add(ConnectionOptions::addTo)
            .add(TlsOptions::addTo)
            .add(SelectionOptions::addTo)
            .build();

    private static final Kind KIND = new Kind(
            "opentsdb",
            "OpenTSDB",
            Kind.Side.SOURCE,
            OpenTsdbSourceConnector.class.getName(),
            List.of(
                    HttpConnection.URL,
                    SelectionOptions.METRICS,
                    INCLUDE,
                    TimeOptions.BEGIN_TIME,
                    TimeOptions.END_TIME),
            List.of(HttpConnection.URL, ConnectionOptions.USER, ConnectionOptions.PASSWORD, TlsOptions.CA),
            List.of(SelectionOptions.METRICS, INCLUDE),
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
        return node == null
                ? Listing.page(metrics(FormConfig.read(NEEDED, config)), cursor, OpenTsdbExplorer::node)
                : Listing.all(List.of());
    }

    @Override
    public Matches matches(Map<String, String> config) throws ExploreException, InterruptedException {
        AbstractConfig parsed = FormConfig.read(NEEDED, config);
        List<String> found = SelectionOptions.from(parsed).among(metrics(parsed));
        return new Matches(
                found.size(),
                found.stream()
                        .limit(Matches.MOST_LISTED)
                        .map(OpenTsdbExplorer::node)
                        .toList());
    }

    @Override
    public Map<String, String> select(Map<String, String> config, List<String> nodes) throws ExploreException {
        List<String> metrics = new ArrayList<>();
        for (String node : nodes) {
            metrics.add(NodePath.parse(node).name());
        }
        return Map.of(SelectionOptions.METRICS, String.join(",", metrics), INCLUDE, "");
    }

    private static Node node(String metric) {
        return Node.leaf(NodePath.of(metric), "metric").asSelectable();
    }

    private static List<String> metrics(AbstractConfig config) throws ExploreException, InterruptedException {
        try (OpenTsdbClient client =
                        new OpenTsdbClient(ConnectionOptions.from(config).withTimeouts(CONNECTING, ANSWERING));
                InterruptWatch watch = InterruptWatch.closing(client)) {
            return client.metrics().stream().sorted().toList();
        } catch (ServerException e) {
            throw ExploreException.of(FailureMessages.problem(e), HttpConnection.URL);
        } catch (IOException | ConfigException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new ExploreException(HttpConnection.URL, "No answer from OpenTSDB: " + e.getMessage(), null);
        }
    }
}
