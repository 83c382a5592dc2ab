// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.TimestampUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a parser document of taosX, as its command line takes it with {@code --parser}.
 *
 * <p>Every method throws {@link IllegalArgumentException} with the place as a JSON pointer if the document is wrong.
 */
final class TaosxDocument {
    private static final Set<String> PARTS = Set.of("parse", "mutate", "model", "global");
    private static final Set<String> MODEL_KEYS = Set.of("name", "using", "columns", "tags");

    private final RowSchema schema;
    private final @Nullable String database;

    TaosxDocument(RowSchema schema, @Nullable String database) {
        this.schema = schema;
        this.database = database;
    }

    /** The stages that a document describes. */
    TaosxRows rows(String json) {
        ConfigNode root = ConfigNode.parse(json);
        Map<String, ConfigNode> wrapped = root.members();
        // The task form of taosX wraps the document once more.
        ConfigNode top = wrapped.size() == 1 && wrapped.containsKey("parser") ? root.required("parser") : root;
        Map<String, ConfigNode> parts = top.members(PARTS);
        TaosxParse parse = TaosxParse.of(parts.get("parse"), schema);
        ConfigNode mutate = parts.get("mutate");
        TaosxMutate steps = TaosxMutate.of(mutate);
        TaosxGlobal global = TaosxGlobal.of(parts.get("global"));
        Set<String> names = known(parse, steps);
        List<TaosxModel> models = new ArrayList<>();
        ConfigNode model = top.required("model");
        for (ConfigNode one : model.isList() ? model.list() : List.of(model)) {
            models.add(model(one, names, global.blank()));
        }
        if (models.isEmpty()) {
            throw model.problem("expected at least one model, found none");
        }
        return new TaosxRows(parse.input(), steps.steps(), models, global.recordTime());
    }

    /** Names of all fields, null if some are only known from messages. */
    private static @Nullable Set<String> known(TaosxParse parse, TaosxMutate steps) {
        Set<String> ofParse = parse.names();
        Set<String> ofSteps = steps.names();
        if (ofParse == null || ofSteps == null) {
            return null;
        }
        Set<String> all = new LinkedHashSet<>(ofParse);
        all.addAll(ofSteps);
        return all;
    }

    private TaosxModel model(ConfigNode model, @Nullable Set<String> names, @Nullable String blank) {
        Map<String, ConfigNode> members = model.members(MODEL_KEYS);
        ConfigNode columns = model.required("columns");
        ConfigNode tags = members.get("tags");
        FieldList columnList = fields(columns, names);
        FieldList tagList = tags == null ? new FieldList(List.of(), false) : fields(tags, names);
        if (columnList.choices().isEmpty()) {
            throw columns.problem("expected columns, the first of them the primary timestamp, found none");
        }
        TableColumns table;
        try {
            table = TableColumns.of(
                    columnList, tagList, columnList.choices().get(0).text(), TimestampUnit.AUTO);
        } catch (ConfigException e) {
            throw model.problem(String.valueOf(e.getMessage()));
        }
        Template name = template(model.required("name"));
        requireNames(model.required("name"), name, names);
        TableRouting routing = new TableRouting()
                .with(RoutingHeaders.DATABASE, database)
                .with(RoutingHeaders.STABLE, template(model.required("using")), "parser, key using")
                .with(RoutingHeaders.TABLE, name, "parser, key name")
                .withTags(table.tagNames())
                .with(RoutingHeaders.TIMESTAMP, table.timestamp());
        return new TaosxModel(routing, new RowMapper(table, MissingField.NULL), blank);
    }

    private static FieldList fields(ConfigNode list, @Nullable Set<String> names) {
        List<FieldChoice> choices = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (ConfigNode element : list.list()) {
            String name = element.text();
            if (name.isBlank() || name.indexOf(',') >= 0) {
                throw element.problem("expected the name of a field without commas");
            }
            if (names != null && !names.contains(name)) {
                throw element.problem("unknown field " + name + ", expected one of " + String.join(", ", names));
            }
            if (!seen.add(name)) {
                throw element.problem("expected each field once, found " + name + " again");
            }
            choices.add(new FieldChoice(List.of(name), null, null));
        }
        return new FieldList(choices, false);
    }

    private static Template template(ConfigNode node) {
        try {
            return Template.parse(node.text());
        } catch (IllegalArgumentException e) {
            throw node.problem(String.valueOf(e.getMessage()));
        }
    }

    /** Variables of a name are fields, or what every record has. */
    private static void requireNames(ConfigNode node, Template template, @Nullable Set<String> names) {
        Set<String> always = Set.of("topic", "partition", "offset", "key");
        for (String variable : template.variables()) {
            boolean known = names == null
                    || names.contains(variable)
                    || always.contains(variable)
                    || variable.startsWith("header:")
                    || variable.startsWith("key.");
            if (!known) {
                throw node.problem("unknown variable {" + variable + "}, expected one of " + String.join(", ", names));
            }
        }
    }
}
