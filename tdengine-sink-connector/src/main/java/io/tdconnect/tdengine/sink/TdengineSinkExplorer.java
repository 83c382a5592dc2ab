// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.explore.Capability;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.FormConfig;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.TableOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Shows the databases of a TDengine that rows can be written to. */
public final class TdengineSinkExplorer implements ServerExplorer {
    private static final ConfigDef NEEDED =
            new Options().add(TdengineOptions::addTo).build();

    private static final Set<String> OF_THE_SERVER = Set.of("information_schema", "performance_schema");

    private static final List<String> CONNECTION =
            List.of(TdengineOptions.URL, TdengineOptions.USER, TdengineOptions.PASSWORD);

    private static final Kind KIND = new Kind(
            "tdengine-sink",
            "TDengine",
            Kind.Side.SINK,
            TdengineSinkConnector.class.getName(),
            List.of(
                    TdengineOptions.URL,
                    TdengineOptions.USER,
                    TdengineOptions.PASSWORD,
                    RoutingOptions.DATABASE,
                    TableOptions.CREATE_DATABASE),
            CONNECTION,
            List.of(RoutingOptions.DATABASE),
            "topics",
            Map.of(),
            Map.of(),
            Set.of(Capability.CHILDREN, Capability.SELECT));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Listing children(Map<String, String> config, @Nullable String node, @Nullable String cursor)
            throws ExploreException {
        if (node != null) {
            return Listing.all(List.of());
        }
        AbstractConfig needed = FormConfig.read(NEEDED, config);
        try (Connection connection = TdengineConnections.from(needed).open()) {
            return Listing.page(databases(connection), cursor, database -> database);
        } catch (ConfigException e) {
            throw ExploreException.of(e, TdengineOptions.URL);
        } catch (SQLException e) {
            boolean login = TdengineErrors.classify(e) == ErrorClass.AUTHENTICATION;
            throw ExploreException.of(e, login ? TdengineOptions.PASSWORD : TdengineOptions.URL);
        }
    }

    @Override
    public Map<String, String> select(Map<String, String> config, List<String> nodes) throws ExploreException {
        if (nodes.size() > 1) {
            throw new ExploreException(
                    RoutingOptions.DATABASE, "expected one database, found " + nodes.size(), "Choose one.");
        }
        return Map.of(
                RoutingOptions.DATABASE,
                nodes.isEmpty() ? "" : NodePath.parse(nodes.get(0)).name());
    }

    private static List<Node> databases(Connection connection) throws SQLException {
        List<Node> databases = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name, `precision` FROM information_schema.ins_databases ORDER BY name")) {
            while (rows.next()) {
                String name = rows.getString(1);
                String precision = rows.getString(2);
                if (!OF_THE_SERVER.contains(name)) {
                    Node node = Node.leaf(NodePath.of(name), "database").asSelectable();
                    databases.add(precision == null ? node : node.with("precision", precision));
                }
            }
        }
        return databases;
    }
}
