// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.regex.LinearRegex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.errors.ConnectException;

/** The options that say which points are read, and how tasks share them. */
final class PointOptions {
    static final String NODES = "nodes";
    static final String POINTS_FILE = "points.file";
    static final String UNKNOWN_NODES = "unknown.nodes";
    static final String BROWSE_ROOTS = "browse.roots";
    static final String BROWSE_DEPTH = "browse.depth";
    static final String BROWSE_NAMESPACES = "browse.namespaces";
    static final String BROWSE_ID_PATTERN = "browse.id.pattern";
    static final String BROWSE_NAME_PATTERN = "browse.name.pattern";
    static final String BROWSE_NODE_CLASS = "browse.node.class";
    static final String BROWSE_NODE_FORM = "browse.node.form";
    static final String POINTS_UPDATE = "points.update";
    static final String POINTS_UPDATE_INTERVAL = "points.update.interval.ms";

    /** What goes into the hash that spreads points over tasks; set by the connector. */
    static final String TASK_SALT = "task.salt";

    private PointOptions() {}

    static void addTo(Options options) {
        options.group("Points")
                .add(PointOptions::lists)
                .add(PointOptions::browsing)
                .add(PointOptions::changes);
    }

    private static void lists(Options options) {
        options.optional(
                        NODES,
                        Type.STRING,
                        "",
                        "The nodes that are read, each with a code that its table is named after:"
                                + " ns=2;i=2::DSF1312,ns=2;i=3::DSF1313. Instead of an index a namespace may have its URI, as"
                                + " in nsu=http://plant.example/;s=Line1.Temperature::T1, which stays right when the server"
                                + " numbers its namespaces anew. path=/2:Line1/2:Temperature::T1 names the browse names"
                                + " below the folder Objects. Without a code the table is called t_{ns}_{id}. In an identifier"
                                + " that is text, :: begins a code only where nothing but letters, digits, _ and - follows,"
                                + " so that ns=6;s=::AsGlobalPV:gBlink is a node, and a comma ends it only before a node"
                                + " such as ns=2;i=3, path=/… or i=3. A node in double quotes is taken as it is:"
                                + " \"ns=2;s=a::b,i=7\"::T1 (double a quote inside).")
                .validator(new ParsedValidator("NODE::CODE,…", NodeList::parse))
                .width(Width.LONG)
                .importance(Importance.HIGH)
                .optional(
                        POINTS_FILE,
                        Type.STRING,
                        "",
                        "Path of a list of points in CSV as taosX has it, at the same place on every Connect worker, or the"
                                + " list itself. With a file `nodes` and `browse.roots` are not used.")
                .width(Width.LONG)
                .importance(Importance.HIGH)
                .choice(
                        UNKNOWN_NODES,
                        UnknownNodes.REFUSE,
                        "Whether a configuration with nodes that the server does not have is refused when it is posted, or"
                                + " they are logged, counted and tried again (`points.retry.ms`) while the others are read, as"
                                + " nodes are that disappear later: refuse or retry. Needs `validate.connection`.");
    }

    private static void browsing(Options options) {
        options.optional(
                        BROWSE_ROOTS,
                        Type.STRING,
                        "",
                        "Nodes in whose subtrees points are looked for, such as i=85 (the folder Objects), with commas between"
                                + " them as in `nodes`, but without codes: ns=2;s=Site,Plant and ns=2;s=a::b are one node each."
                                + " Empty does not browse.")
                .validator(new ParsedValidator("nodes", NodeList::nodes))
                .optional(BROWSE_DEPTH, Type.INT, 20, "How many levels below `browse.roots` are looked at.")
                .validator(Validators.between(1, 1_000))
                .optional(
                        BROWSE_NAMESPACES,
                        Type.STRING,
                        "",
                        "Namespaces of points that browsing finds: indexes or URIs, in double quotes where one has a comma."
                                + " Empty means all but 0, that of OPC UA itself.")
                .optional(
                        BROWSE_ID_PATTERN,
                        Type.STRING,
                        "",
                        "Regular expression (RE2, linear time) that is found in the node of a point, such as ^ns=2;s=Line1\\.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        BROWSE_NAME_PATTERN,
                        Type.STRING,
                        "",
                        "Regular expression (RE2, linear time) that is found in the browse name of a point, such as (?i)temp.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .add(PointOptions::browsedNodes);
    }

    private static void browsedNodes(Options options) {
        options.choice(
                        BROWSE_NODE_CLASS,
                        BrowsedVariables.VARIABLE,
                        "Which nodes with a value browsing takes: variable (data of objects), property (properties of"
                                + " other nodes, such as units) or any.")
                .choice(
                        BROWSE_NODE_FORM,
                        NodeForm.INDEX,
                        "How found nodes are written in keys, tags and {node}, and what {ns} is: with the index of their"
                                + " namespace (ns=2;s=Line1), or with its URI (nsu=http://plant.example/;s=Line1), so that keys"
                                + " and tables stay the same when the server numbers its namespaces anew.")
                .importance(Importance.LOW);
    }

    private static void changes(Options options) {
        options.choice(
                        POINTS_UPDATE,
                        PointUpdate.NONE,
                        "What happens when the file or what browsing finds changes: none, append (new points join) or update"
                                + " (new points join, missing ones leave, changed lines take effect). The other points go on"
                                + " meanwhile.")
                .dependents(POINTS_UPDATE_INTERVAL)
                .optional(
                        POINTS_UPDATE_INTERVAL,
                        Type.LONG,
                        600_000L,
                        "How often file or browsing is looked at again, in milliseconds.")
                .validator(Validators.atLeast(1_000));
    }

    /** Whether a configuration with nodes that the server does not have is refused. */
    static boolean refusesUnknown(AbstractConfig config) {
        return EnumOption.parse(UnknownNodes.class, config.getString(UNKNOWN_NODES)) == UnknownNodes.REFUSE;
    }

    /** The option that lists the points. */
    static String list(AbstractConfig config) {
        if (EventOptions.chosen(config)) {
            return EventOptions.NOTIFIERS;
        }
        return config.getString(POINTS_FILE).isBlank() ? NODES : POINTS_FILE;
    }

    /** Adds what is wrong with the points of a file. */
    static void check(AbstractConfig config, ConfigProblems problems) {
        try {
            file(config).forEach(Objects::requireNonNull);
        } catch (IllegalArgumentException e) {
            problems.add(POINTS_FILE, String.valueOf(e.getMessage()));
        }
    }

    /** The tasks' parts of the configuration: at least one, at most {@code maxTasks}. */
    static List<Map<String, String>> tasks(AbstractConfig config, int maxTasks) {
        boolean file = !config.getString(POINTS_FILE).isBlank();
        boolean browse = !file && !config.getString(BROWSE_ROOTS).isBlank();
        boolean events = EventOptions.chosen(config);
        List<Point> nodes = events
                ? EventOptions.notifiers(config)
                : file ? listed(config) : NodeList.parse(config.getString(NODES));
        // Only the server knows how many points browsing finds.
        PointShares shares = browse ? new PointShares(maxTasks, 0) : PointShares.of(nodes, maxTasks);
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int task = 0; task < shares.tasks(); task++) {
            Map<String, String> properties = new HashMap<>();
            properties.put(TASK_SALT, String.valueOf(shares.salt()));
            if (!file && !events) {
                properties.put(NODES, NodeList.text(shares.ofTask(task, nodes)));
            }
            tasks.add(properties);
        }
        return tasks;
    }

    static PointCatalog catalog(AbstractConfig config) {
        List<Catalog.PointList> lists = new ArrayList<>();
        if (EventOptions.chosen(config)) {
            lists.add(client -> EventOptions.notifiers(config));
        } else if (!config.getString(POINTS_FILE).isBlank()) {
            lists.add(client -> file(config));
        } else {
            List<Point> nodes = NodeList.parse(config.getString(NODES));
            lists.add(client -> nodes);
            if (!config.getString(BROWSE_ROOTS).isBlank()) {
                BrowseRule rule = rule(config);
                NodeForm form = EnumOption.parse(NodeForm.class, config.getString(BROWSE_NODE_FORM));
                lists.add(client -> new PointBrowser(client, rule, form).points());
            }
        }
        return new Catalog(
                lists,
                shares(config),
                number(config, OpcuaSourceConfig.TASK_ID, 0),
                EnumOption.parse(PointUpdate.class, config.getString(POINTS_UPDATE)),
                Duration.ofMillis(config.getLong(POINTS_UPDATE_INTERVAL)));
    }

    /** How the connector has spread the points over tasks. */
    static PointShares shares(AbstractConfig config) {
        return new PointShares(number(config, OpcuaSourceConfig.TASK_COUNT, 1), number(config, TASK_SALT, 0));
    }

    private static BrowseRule rule(AbstractConfig config) {
        return new BrowseRule(
                NodeList.nodes(config.getString(BROWSE_ROOTS)),
                config.getInt(BROWSE_DEPTH),
                NodeList.entries(config.getString(BROWSE_NAMESPACES)),
                LinearRegex.compile(config.getString(BROWSE_ID_PATTERN)),
                LinearRegex.compile(config.getString(BROWSE_NAME_PATTERN)),
                EnumOption.parse(BrowsedVariables.class, config.getString(BROWSE_NODE_CLASS)));
    }

    private static List<Point> file(AbstractConfig config) {
        String file = config.getString(POINTS_FILE);
        return file.isBlank() ? List.of() : PointFile.points(file);
    }

    /** The points of the file; none without one. */
    static List<Point> listed(AbstractConfig config) {
        try {
            return file(config);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(POINTS_FILE + ": " + e.getMessage(), e);
        }
    }

    private static int number(AbstractConfig config, String option, int absent) {
        return Integer.parseInt(Objects.toString(config.originals().get(option), String.valueOf(absent)));
    }
}
