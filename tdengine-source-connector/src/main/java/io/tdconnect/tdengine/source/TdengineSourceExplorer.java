// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.explore.Capability;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.FormConfig;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.common.explore.TopicContent;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.query.QueryConnector;
import io.tdconnect.tdengine.source.query.TimeOptions;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.ServerCatalog;
import io.tdconnect.tdengine.source.server.TableOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Shows the databases, supertables and tables of a server. */
public final class TdengineSourceExplorer implements ServerExplorer {
    private static final ConfigDef NEEDED =
            new Options().add(TdengineOptions::addTo).build();

    private static final List<String> CONNECTION = List.of(
            TdengineOptions.URL,
            TdengineOptions.USER,
            TdengineOptions.PASSWORD,
            TdengineOptions.TOKEN,
            TdengineOptions.TLS);

    private static final Kind KIND = new Kind(
            "tdengine-source",
            "TDengine",
            Kind.Side.SOURCE,
            TdengineSourceConnector.class.getName(),
            List.of(
                    TdengineOptions.URL,
                    TdengineOptions.USER,
                    TdengineOptions.PASSWORD,
                    SelectionOptions.READ_MODE,
                    SelectionOptions.DATABASE,
                    SelectionOptions.STABLES,
                    TableOptions.TABLES,
                    TimeOptions.BEGIN_TIME,
                    TimeOptions.END_TIME),
            CONNECTION,
            List.of(SelectionOptions.DATABASE, SelectionOptions.STABLES, TableOptions.TABLES),
            RecordOptions.KAFKA_TOPIC,
            TopicContent.ROWS.source(),
            TopicContent.ROWS.sink(),
            Set.of(Capability.CHILDREN, Capability.SELECT));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Listing children(Map<String, String> config, @Nullable String node, @Nullable String cursor)
            throws ExploreException, InterruptedException {
        NodePath path = NodePath.parse(node);
        try (QueryClient client =
                new QueryConnector(TdengineOptions.gateway(FormConfig.read(NEEDED, config))).connect()) {
            return Listing.page(names(client.listing(), path), cursor, one -> one);
        } catch (SQLException e) {
            boolean login = TdengineErrors.classify(e) == ErrorClass.AUTHENTICATION;
            throw ExploreException.of(e, login ? TdengineOptions.PASSWORD : TdengineOptions.URL);
        } catch (ConfigException e) {
            throw ExploreException.of(e, TdengineOptions.URL);
        }
    }

    private static List<Node> names(ServerCatalog catalog, NodePath path) throws SQLException, InterruptedException {
        List<Node> nodes = new ArrayList<>();
        if (path.depth() == 0) {
            for (String name : catalog.databases()) {
                String precision =
                        catalog.precision(name).map(Precision::toString).orElse("");
                nodes.add(
                        Node.parent(path.child(name), "database").asSelectable().with("precision", precision));
            }
        } else if (path.depth() == 1) {
            for (ServerCatalog.Stable stable : catalog.stables(path.name(), List.of())) {
                nodes.add(Node.parent(path.child(stable.name()), "supertable").asSelectable());
            }
        } else if (path.depth() == 2) {
            for (ServerCatalog.Table table : catalog.tables(path.names().get(0), List.of(path.name()))) {
                nodes.add(Node.leaf(path.child(table.name()), "table").asSelectable());
            }
        }
        nodes.sort((one, other) -> one.name().compareTo(other.name()));
        return nodes;
    }

    @Override
    public Map<String, String> select(Map<String, String> config, List<String> nodes) throws ExploreException {
        Set<String> databases = new TreeSet<>();
        Set<String> stables = new TreeSet<>();
        Set<String> tables = new TreeSet<>();
        for (String node : nodes) {
            NodePath path = NodePath.parse(node);
            databases.add(path.names().get(0));
            if (path.depth() == 2) {
                stables.add(path.name());
            } else if (path.depth() > 2) {
                tables.add(path.names().get(1) + '.' + path.name());
            }
        }
        refuse(databases, stables, tables);
        boolean single = !tables.isEmpty();
        return Map.of(
                SelectionOptions.DATABASE, String.join("", databases),
                SelectionOptions.STABLES, String.join(",", stables),
                TableOptions.TABLES, String.join(",", tables),
                SelectionOptions.READ_MODE, single ? "query" : config.getOrDefault(SelectionOptions.READ_MODE, ""));
    }

    private static void refuse(Set<String> databases, Set<String> stables, Set<String> tables) throws ExploreException {
        if (databases.size() > 1) {
            throw new ExploreException(
                    SelectionOptions.DATABASE,
                    "expected tables of one database, found " + String.join(", ", databases),
                    "Make a task for each database.");
        }
        if (!stables.isEmpty() && !tables.isEmpty()) {
            throw new ExploreException(
                    TableOptions.TABLES,
                    "expected supertables or single tables, found both",
                    "Make a task for the supertables and one for the tables.");
        }
        for (String name : Stream.concat(stables.stream(), tables.stream()).toList()) {
            if (name.indexOf(',') >= 0) {
                throw new ExploreException(
                        tables.isEmpty() ? SelectionOptions.STABLES : TableOptions.TABLES,
                        "expected names without commas, found " + name,
                        "Read the whole database.");
            }
        }
    }
}
