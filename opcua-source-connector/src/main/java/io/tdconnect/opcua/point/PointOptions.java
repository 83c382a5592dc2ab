// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.point;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.opcua.layout.PointFile;
import io.tdconnect.opcua.node.NodeList;
import io.tdconnect.opcua.node.Point;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The options that choose the points: a list of nodes, a points file, or browsing.
 *
 * @param nodes the list as text, see {@link NodeList}
 * @param file path of the points file, or the list itself; blank without one
 * @param refusesUnknown whether a configuration with nodes that the server does not have is refused
 */
public record PointOptions(
        String nodes,
        String file,
        boolean refusesUnknown,
        BrowseOptions browse,
        PointUpdate update,
        Duration updateInterval) {
    public static final String NODES = "nodes";
    public static final String POINTS_FILE = "points.file";
    static final String UNKNOWN_NODES = "unknown.nodes";
    static final String POINTS_UPDATE = "points.update";
    static final String POINTS_UPDATE_INTERVAL = "points.update.interval.ms";

    /** Values of {@link #UNKNOWN_NODES}: what happens to a configuration with nodes that the server does not have. */
    enum UnknownNodes {
        /** It is refused when it is posted. */
        REFUSE,
        /** The nodes are tried again while the others are read. */
        RETRY
    }

    /** Values of {@link #POINTS_UPDATE}: what happens when the list of points changes. */
    enum PointUpdate {
        /** Nothing until the next start. */
        NONE,
        /** New points join. */
        APPEND,
        /** New points join, missing ones leave, and changed lines of a file take effect. */
        UPDATE
    }

    public static void addTo(Options options) {
        options.group("Points")
                .add(PointOptions::lists)
                .add(BrowseOptions::addTo)
                .add(PointOptions::changes);
    }

    private static void lists(Options options) {
        options.optional(
                        NODES,
                        Type.STRING,
                        "",
                        "The nodes to read, each with a code for the name of its table:"
                                + " ns=2;i=2::DSF1312,ns=2;i=3::DSF1313. A namespace may be given by its URI instead of its index,"
                                + " as in nsu=http://plant.example/;s=Line1.Temperature::T1, which stays valid when the server"
                                + " renumbers its namespaces. path=/2:Line1/2:Temperature::T1 contains the browse names below the"
                                + " folder Objects. Without a code the table is called t_{ns}_{id}. In a text identifier :: starts"
                                + " a code only if nothing but letters, digits, _ and - follows, so that ns=6;s=::AsGlobalPV:gBlink"
                                + " is a node, and a comma ends it only before a node such as ns=2;i=3, path=/… or i=3. A node in"
                                + " double quotes is taken literally: \"ns=2;s=a::b,i=7\"::T1 (double a quote inside).")
                .validator(new ParsedValidator("NODE::CODE,…", NodeList::parse))
                .width(Width.LONG)
                .importance(Importance.HIGH)
                .optional(
                        POINTS_FILE,
                        Type.STRING,
                        "",
                        "Path of a list of points in the CSV format of taosX, in the same place on every Connect worker,"
                                + " or the list itself. With a file `nodes` and `browse.roots` are ignored.")
                .width(Width.LONG)
                .importance(Importance.HIGH)
                .choice(
                        UNKNOWN_NODES,
                        UnknownNodes.REFUSE,
                        "What happens to a configuration with nodes that the server does not have: refuse (it is refused"
                                + " when it is posted) or retry (the nodes are logged, counted and tried again (`points.retry.ms`)"
                                + " while the others are read, like nodes that disappear later). Needs `validate.connection`.");
    }

    private static void changes(Options options) {
        options.choice(
                        POINTS_UPDATE,
                        PointUpdate.NONE,
                        "What happens when the file or the browsed nodes change: none, append (new points join) or"
                                + " update (new points join, missing ones leave, changed lines take effect). The other points are"
                                + " read without interruption.")
                .dependents(POINTS_UPDATE_INTERVAL)
                .optional(
                        POINTS_UPDATE_INTERVAL,
                        Type.LONG,
                        600_000L,
                        "How often the file or the server is checked for changed points, in milliseconds.")
                .validator(Validators.atLeast(1_000));
    }

    public static PointOptions from(AbstractConfig config) {
        return new PointOptions(
                config.getString(NODES),
                config.getString(POINTS_FILE),
                EnumOption.parse(UnknownNodes.class, config.getString(UNKNOWN_NODES)) == UnknownNodes.REFUSE,
                BrowseOptions.from(config),
                EnumOption.parse(PointUpdate.class, config.getString(POINTS_UPDATE)),
                Duration.ofMillis(config.getLong(POINTS_UPDATE_INTERVAL)));
    }

    /** The option that contains the points. */
    public String option() {
        return hasFile() ? POINTS_FILE : NODES;
    }

    public boolean hasFile() {
        return !file.isBlank();
    }

    /** Whether the server is browsed for points. */
    public boolean browses() {
        return !hasFile() && browse.browses();
    }

    /**
     * The points of the file, or else of the list of nodes; without browsed ones.
     *
     * @throws ConnectException if the file cannot be used
     */
    public List<Point> listed() {
        try {
            return hasFile() ? ofFile() : ofNodes();
        } catch (IllegalArgumentException e) {
            throw new ConnectException(POINTS_FILE + ": " + e.getMessage(), e);
        }
    }

    /** Names of the properties of points in the file, which templates may use. */
    public Set<String> properties() {
        Set<String> names = new HashSet<>();
        ofFile().forEach(point -> names.addAll(point.properties().keySet()));
        return names;
    }

    /** The points of the file; empty without a file. */
    List<Point> ofFile() {
        return hasFile() ? PointFile.points(file) : List.of();
    }

    /** The points of the list of nodes. */
    List<Point> ofNodes() {
        return NodeList.parse(nodes);
    }
}
