// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.WorkerFile;
import io.tdconnect.common.explore.Capability;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.ExploredFile;
import io.tdconnect.common.explore.FormConfig;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Matches;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.common.explore.TopicContent;
import io.tdconnect.opcua.layout.PointFileText;
import io.tdconnect.opcua.node.NodeList;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.BrowseOptions;
import io.tdconnect.opcua.point.PointOptions;
import io.tdconnect.opcua.read.ReadOptions;
import io.tdconnect.opcua.record.RecordOptions;
import io.tdconnect.opcua.session.ConnectionOptions;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.SecurityOptions;
import io.tdconnect.opcua.session.ServerSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.jspecify.annotations.Nullable;

/** Shows the address space of a server, and the points that a configuration finds in it. */
public final class OpcuaExplorer implements ServerExplorer {
    private static final ConfigDef NEEDED = new Options()
            .add(ConnectionOptions::addTo)
            .add(SecurityOptions::addTo)
            .add(PointOptions::addTo)
            .build();

    private static final List<String> CONNECTION = List.of(
            ConnectionOptions.ENDPOINT_URL,
            SecurityOptions.POLICY,
            SecurityOptions.MODE,
            SecurityOptions.USER,
            SecurityOptions.PASSWORD);

    private static final Kind KIND = new Kind(
            "opcua",
            "OPC UA",
            Kind.Side.SOURCE,
            OpcuaSourceConnector.class.getName(),
            List.of(
                    ConnectionOptions.ENDPOINT_URL,
                    SecurityOptions.POLICY,
                    SecurityOptions.MODE,
                    SecurityOptions.USER,
                    SecurityOptions.PASSWORD,
                    PointOptions.NODES,
                    BrowseOptions.ROOTS,
                    BrowseOptions.NAME_PATTERN,
                    PointOptions.POINTS_FILE,
                    ReadOptions.MODE),
            CONNECTION,
            List.of(
                    PointOptions.NODES,
                    BrowseOptions.ROOTS,
                    BrowseOptions.DEPTH,
                    BrowseOptions.NAME_PATTERN,
                    BrowseOptions.ID_PATTERN,
                    BrowseOptions.NAMESPACES,
                    PointOptions.POINTS_FILE),
            RecordOptions.TOPIC,
            TopicContent.ROWS.source(),
            TopicContent.ROWS.sink(),
            Set.of(Capability.CHILDREN, Capability.SELECT, Capability.MATCHES, Capability.FILE));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Listing children(Map<String, String> config, @Nullable String node, @Nullable String cursor)
            throws ExploreException, InterruptedException {
        return answer(read(config), session -> new AddressSpace(session.client()).children(node, cursor));
    }

    @Override
    public Map<String, String> select(Map<String, String> config, List<String> nodes) throws ExploreException {
        List<Point> variables = new ArrayList<>();
        List<Point> objects = new ArrayList<>();
        for (String id : nodes) {
            String node = AddressSpace.node(id);
            (AddressSpace.isVariable(id) ? variables : objects).add(new Point(node, node, Map.of()));
        }
        return Map.of(
                PointOptions.NODES, NodeList.text(variables),
                BrowseOptions.ROOTS, NodeList.text(objects),
                PointOptions.POINTS_FILE, "");
    }

    @Override
    public Matches matches(Map<String, String> config) throws ExploreException, InterruptedException {
        List<Point> points = points(read(config));
        return new Matches(
                points.size(),
                points.stream()
                        .limit(Matches.MOST_LISTED)
                        .map(OpcuaExplorer::node)
                        .toList());
    }

    @Override
    public ExploredFile file(Map<String, String> config) throws ExploreException, InterruptedException {
        OpcuaSourceConfig parsed = read(config);
        String text = parsed.points().hasFile() ? existing(parsed.points().file()) : PointFileText.of(points(parsed));
        return new ExploredFile("points.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String existing(String fileOrText) throws ExploreException {
        try {
            return fileOrText.indexOf('\n') >= 0 ? fileOrText : WorkerFile.text(fileOrText);
        } catch (IllegalArgumentException e) {
            throw ExploreException.of(e, PointOptions.POINTS_FILE);
        }
    }

    private static List<Point> points(OpcuaSourceConfig config) throws ExploreException, InterruptedException {
        return answer(config, session -> OpcuaWiring.catalog(config).points(session.client()));
    }

    private static Node node(Point point) {
        Map<String, String> details = new TreeMap<>(point.properties());
        String name = details.getOrDefault("BrowseName", point.code());
        details.remove("BrowseName");
        return new Node(AddressSpace.variable(point.node()), name, "Variable", details, false, false)
                .with("node", point.node());
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(ServerSession session) throws UaException, ExploreException, InterruptedException;
    }

    private static <T> T answer(OpcuaSourceConfig config, Question<T> question)
            throws ExploreException, InterruptedException {
        try (ServerSession session = OpcuaWiring.sessions(config).open()) {
            return question.ask(session);
        } catch (OpcuaFailure e) {
            throw ExploreException.of(new OptionException(e.option(), String.valueOf(e.getMessage())), e.option());
        } catch (OptionException e) {
            throw ExploreException.of(e, ConnectionOptions.ENDPOINT_URL);
        } catch (UaException e) {
            throw refused(config, e);
        } catch (ConnectException e) {
            throw ExploreException.of(e, config.points().hasFile() ? PointOptions.POINTS_FILE : BrowseOptions.ROOTS);
        }
    }

    private static ExploreException refused(OpcuaSourceConfig config, UaException e) {
        long code = e.getStatusCode().value();
        return code == StatusCodes.Bad_Timeout
                ? new ExploreException(
                        ConnectionOptions.REQUEST_TIMEOUT,
                        "The server gave no answer within "
                                + config.connection().requestTimeout().toMillis() + " ms",
                        "Set a longer time, or begin further down.")
                : new ExploreException(
                        ConnectionOptions.ENDPOINT_URL, "The server answers " + OpcuaFailure.name(code), null);
    }

    private static OpcuaSourceConfig read(Map<String, String> config) throws ExploreException {
        try {
            return new OpcuaSourceConfig(FormConfig.complete(NEEDED, config, Map.of()));
        } catch (ConfigException e) {
            throw ExploreException.of(e, ConnectionOptions.ENDPOINT_URL);
        }
    }
}
