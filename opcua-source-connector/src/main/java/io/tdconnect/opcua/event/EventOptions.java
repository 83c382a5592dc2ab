// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.template.Template;
import io.tdconnect.opcua.layout.TagColumn;
import io.tdconnect.opcua.node.NodeList;
import io.tdconnect.opcua.node.NodeText;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.BrowseOptions;
import io.tdconnect.opcua.point.PointOptions;
import io.tdconnect.opcua.read.ReadOptions;
import io.tdconnect.opcua.read.SubscribeOptions;
import io.tdconnect.opcua.record.RecordOptions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * The options of {@link ReadOptions.Mode#EVENTS}.
 *
 * @param notifiers objects that send events; they take the place of points
 * @param types nodes or browse names; empty means all
 * @param severity lowest severity
 * @param publishing interval of the server's messages in milliseconds
 * @param queueSize number of events that the server keeps for each notifier
 * @param refresh whether the states of conditions are requested
 */
public record EventOptions(
        List<Point> notifiers,
        List<String> types,
        int severity,
        EventLayout layout,
        double publishing,
        int queueSize,
        boolean discardOldest,
        boolean refresh,
        Template stable,
        Template table,
        List<TagColumn> tags) {
    static final String NOTIFIERS = "events.notifiers";
    static final String TYPES = "events.types";
    static final String SEVERITY = "events.severity.min";
    static final String FIELDS = "events.fields";
    static final String STABLE = "events.stable";
    static final String TABLE = "events.table";
    static final String TAGS = "events.tags";
    static final String REFRESH = "events.condition.refresh";

    private static final String PREFIX = "events.";
    private static final int HIGHEST_SEVERITY = 1_000;
    private static final int QUEUE = 10_000;
    private static final List<String> USUAL_FIELDS = List.of(
            EventField.ID,
            // Its usual column name is a reserved word of TDengine.
            EventField.TYPE + "::type",
            "Message",
            EventField.SEVERITY,
            "ConditionName",
            "ActiveState/Id::active",
            "AckedState/Id::acked",
            "Retain");
    private static final List<String> USUAL_TAGS =
            List.of("VARCHAR(256)::source_node::{SourceNode}", "VARCHAR(256)::source_name::{SourceName}");

    public static void addTo(Options options) {
        options.group("Events").add(EventOptions::choosing).add(EventOptions::rows);
    }

    private static void choosing(Options options) {
        options.optional(
                        NOTIFIERS,
                        Type.STRING,
                        "i=2253",
                        "Nodes whose events are read with mode=events, separated by commas as in `nodes`, but without"
                                + " codes: objects that send the events of the equipment below them. i=2253, the object Server,"
                                + " sends all.")
                .validator(Validators.all(Validators.nonEmpty(), new ParsedValidator("nodes", NodeList::nodes)))
                .optional(
                        TYPES,
                        Type.STRING,
                        "",
                        "Types of events, including their subtypes: browse names such as AlarmConditionType, or nodes"
                                + " such as i=2915; in double quotes if one contains a comma. Empty means all.")
                .validator(new ParsedValidator("types", EventOptions::types))
                .optional(
                        SEVERITY,
                        Type.INT,
                        0,
                        "Lowest severity of events, from 1 to 1000; 0 means all. If the server cannot filter by type and"
                                + " severity, the connector does.")
                .validator(Validators.between(0, HIGHEST_SEVERITY))
                .optional(
                        FIELDS,
                        Type.LIST,
                        USUAL_FIELDS,
                        "Fields of events that become columns, as PATH::COLUMN::TYPE: browse names from the event on, as"
                                + " in ActiveState/Id::active or 2:Batch::batch::VARCHAR(40); nsu=URI;path=/Batch::batch has a"
                                + " namespace by its URI. Without a column the path is its name, as in source_name; without a type"
                                + " the first value determines it. ConditionId is the node of the condition.")
                .validator(new ParsedValidator("PATH::COLUMN::TYPE", EventField::parse))
                .width(Width.LONG)
                .optional(
                        REFRESH,
                        Type.BOOLEAN,
                        true,
                        "Whether the present states of conditions are requested (ConditionRefresh) at the beginning of"
                                + " each session, so that earlier and missed changes are known.");
    }

    private static void rows(Options options) {
        options.optional(
                        STABLE,
                        Type.STRING,
                        "opc_events",
                        "Supertable of events: a template with the variables of `events.table`.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .optional(
                        TABLE,
                        Type.STRING,
                        "events_{ns:0}_{id:unknown}",
                        "Table of events: a template with " + EventVariables.DOC + ".")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .optional(
                        TAGS,
                        Type.LIST,
                        USUAL_TAGS,
                        "Tags of events as TYPE::NAME::VALUE; the value is a template with the variables of"
                                + " `events.table`.")
                .validator(TagColumn.validator())
                .width(Width.LONG);
    }

    private static List<String> types(String text) {
        List<String> types = NodeList.entries(text);
        for (String type : types) {
            if (type.isEmpty() || NodeText.isPath(type)) {
                throw new IllegalArgumentException(
                        "expected a browse name or a node such as i=2915, found " + (type.isEmpty() ? "none" : type));
            }
        }
        return types;
    }

    public static EventOptions from(AbstractConfig config) {
        SubscribeOptions subscribe = SubscribeOptions.from(config);
        int queue = config.getInt(SubscribeOptions.QUEUE_SIZE);
        return new EventOptions(
                NodeList.nodes(config.getString(NOTIFIERS)).stream()
                        .map(node -> new Point(node, node, Map.of()))
                        .toList(),
                types(config.getString(TYPES)),
                config.getInt(SEVERITY),
                layout(config),
                subscribe.publishing(),
                queue > 0 ? queue : QUEUE,
                subscribe.discardOldest(),
                config.getBoolean(REFRESH),
                Template.parse(config.getString(STABLE)),
                Template.parse(config.getString(TABLE)),
                tags(config));
    }

    /** Reports options that need the mode for events. */
    public static void refuse(AbstractConfig config, ConfigProblems problems) {
        config.originals().keySet().stream()
                .filter(option -> option.startsWith(PREFIX))
                .forEach(option -> problems.add(
                        option, "expected " + ReadOptions.MODE + "=events with this option, found another mode"));
    }

    /** Reports options that contradict each other in the mode for events. */
    public static void check(AbstractConfig config, ConfigProblems problems) {
        for (String option : List.of(PointOptions.NODES, PointOptions.POINTS_FILE, RecordOptions.TABLE_CONFIG)) {
            refuse(option, !config.getString(option).isBlank(), problems);
        }
        refuse(BrowseOptions.ROOTS, !config.getString(BrowseOptions.ROOTS).isBlank(), problems);
        refuse(
                SubscribeOptions.DEADBAND,
                !config.getString(SubscribeOptions.DEADBAND).equals("none"),
                problems);
        try {
            EventLayout layout = layout(config);
            for (TagColumn tag : tags(config)) {
                if (layout.columns().stream().anyMatch(field -> field.column().equals(tag.name()))) {
                    problems.add(
                            TAGS, "expected names other than those of columns in " + FIELDS + ", found " + tag.name());
                }
            }
            checkTemplates(config, layout, problems);
        } catch (IllegalArgumentException e) {
            problems.add(FIELDS, String.valueOf(e.getMessage()));
        }
    }

    private static void checkTemplates(AbstractConfig config, EventLayout layout, ConfigProblems problems) {
        RecordOptions.check(
                config,
                List.of(STABLE, TABLE),
                TAGS,
                template -> EventVariables.check(template, layout, List.of()),
                problems);
        RecordOptions.check(
                RecordOptions.TOPIC,
                Template.parse(config.getString(RecordOptions.TOPIC)),
                template -> EventVariables.check(template, layout, List.of("stable", "table")),
                problems);
    }

    private static void refuse(String option, boolean found, ConfigProblems problems) {
        if (found) {
            problems.add(
                    option,
                    "expected no value with " + ReadOptions.MODE + "=events, where " + NOTIFIERS + " and " + FIELDS
                            + " choose what is read");
        }
    }

    private static EventLayout layout(AbstractConfig config) {
        return EventLayout.of(
                config.getList(FIELDS).stream().map(EventField::parse).toList());
    }

    private static List<TagColumn> tags(AbstractConfig config) {
        return TagColumn.list(config.getList(TAGS));
    }
}
