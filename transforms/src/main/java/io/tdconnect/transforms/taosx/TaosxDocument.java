// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.config.NearestName;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.transforms.field.ConfigNode;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.NameFormat;
import io.tdconnect.transforms.field.TextFormat;
import io.tdconnect.transforms.table.TableColumns;
import io.tdconnect.transforms.table.TableRouting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a parser document of taosX, the argument of {@code --parser} on its command line.
 *
 * <p>Every method throws an {@link IllegalArgumentException} with a JSON pointer to the place if the document is not
 * valid.
 */
public final class TaosxDocument {
    private static final Set<String> PARTS = Set.of("parse", "mutate", "model", "global");
    private static final Set<String> TASK_PARTS = Set.of("parser", "input", "format");
    private static final Set<String> MODEL_KEYS = Set.of("name", "using", "columns", "tags");

    /** The field whose value goes to a column that a row names, if no rule makes it. */
    private static final String VALUE = "value";

    private final TaosxSettings settings;

    public TaosxDocument(TaosxSettings settings) {
        this.settings = settings;
    }

    /** The stages that a document describes. */
    public TaosxRows rows(String json) {
        ConfigNode root = ConfigNode.parse(json);
        Map<String, ConfigNode> wrapped = root.members();
        // In taosX's form for tasks, the document is nested in an object that also contains samples.
        ConfigNode top = wrapped.containsKey("parser")
                ? Objects.requireNonNull(root.members(TASK_PARTS).get("parser"))
                : root;
        Map<String, ConfigNode> parts = top.members(PARTS);
        TaosxParse parse = TaosxParse.of(parts.get("parse"), settings);
        ConfigNode mutate = parts.get("mutate");
        TaosxMutate steps = TaosxMutate.of(mutate, settings);
        TaosxGlobal global = TaosxGlobal.of(parts.get("global"));
        Set<String> names = known(parse, steps);
        Set<String> variables = new LinkedHashSet<>();
        List<TaosxModel> models = new ArrayList<>();
        ConfigNode model = top.required("model");
        for (ConfigNode one : model.isList() ? model.list() : List.of(model)) {
            Pivot pivot = pivot(one.required("columns"), names, steps.names());
            models.add(model(one, names, pivot, parse.ofColumns() ? variables : null, global.blank()));
        }
        parse.input().readVariables(variables);
        if (models.isEmpty()) {
            throw model.problem("expected at least one model, found none");
        }
        return new TaosxRows(parse.input(), steps.steps(), models, global.recordTime());
    }

    /** Names of all fields; null if some are only known from messages. */
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

    /**
     * One model.
     *
     * @param pivot the column that a row names; null for none
     * @param variables to which those of the names of tables are added, if they may be any column; else null
     */
    private TaosxModel model(
            ConfigNode model,
            @Nullable Set<String> names,
            @Nullable Pivot pivot,
            @Nullable Set<String> variables,
            @Nullable String blank) {
        Map<String, ConfigNode> members = model.members(MODEL_KEYS);
        ConfigNode columns = model.required("columns");
        ConfigNode tags = members.get("tags");
        FieldList columnList = fields(columns, names, pivot);
        FieldList tagList = tags == null ? new FieldList(List.of(), false) : fields(tags, names, null);
        if (columnList.choices().isEmpty()
                || (pivot != null && pivot.is(columns.list().get(0)))) {
            throw columns.problem("expected columns, the first of them the primary timestamp, found none");
        }
        TableColumns table;
        try {
            table = table(columnList, tagList, pivot, pivot == null ? "" : pivot.column.text());
        } catch (ConfigException | IllegalArgumentException e) {
            throw model.problem(String.valueOf(e.getMessage()));
        }
        NameFormat name = NameFormat.of(model.required("name"));
        NameFormat stable = NameFormat.of(model.required("using"));
        if (variables == null) {
            requireNames(model.required("name"), name, names);
            requireNames(model.required("using"), stable, names);
        } else {
            variables.addAll(name.template().variables());
            variables.addAll(stable.template().variables());
        }
        TableRouting routing = new TableRouting()
                .with(RoutingHeaders.DATABASE, settings.database())
                .with(RoutingHeaders.STABLE, stable.template(), "parser, key using")
                .with(RoutingHeaders.TABLE, name.template(), "parser, key name")
                .withTags(table.tagNames())
                .with(RoutingHeaders.TIMESTAMP, table.timestamp());
        TaosxColumns rows = new TaosxColumns(
                pivot == null ? null : TextFormat.parse(pivot.column.text()),
                column -> table(columnList, tagList, pivot, column));
        return new TaosxModel(routing, rows, blank, NameFormat.expressions(List.of(name, stable)));
    }

    private TableColumns table(FieldList columns, FieldList tags, @Nullable Pivot pivot, String column) {
        List<FieldChoice> choices = columns.choices().stream()
                .map(choice -> pivot != null && pivot.column.text().equals(choice.alias())
                        ? new FieldChoice(choice.path(), column, null)
                        : choice)
                .toList();
        FieldList named = new FieldList(choices, false);
        named.requireDistinctNames();
        return TableColumns.of(named, tags, choices.get(0).text(), TimestampUnit.AUTO)
                .inZone(settings.zone());
    }

    /**
     * A column whose name is a template of values of the row.
     *
     * @param source field with its value: of a rule with the template as its name, or {@link #VALUE}
     */
    private record Pivot(ConfigNode column, String source) {
        boolean is(ConfigNode other) {
            return other.pointer().equals(column.pointer());
        }
    }

    private static @Nullable Pivot pivot(ConfigNode columns, @Nullable Set<String> names, Set<String> made) {
        Pivot found = null;
        for (ConfigNode column : columns.list()) {
            if (column.isText() && column.text().contains("${")) {
                if (found != null) {
                    throw column.problem("expected one column with a template as its name, found a second");
                }
                requireValue(column, names);
                found = new Pivot(column, made.contains(column.text()) ? column.text() : VALUE);
            }
        }
        return found;
    }

    private static void requireValue(ConfigNode column, @Nullable Set<String> names) {
        String template = column.text();
        try {
            TextFormat.parse(template);
        } catch (IllegalArgumentException e) {
            throw column.problem(String.valueOf(e.getMessage()));
        }
        if (names != null && !names.contains(template) && !names.contains(VALUE)) {
            throw column.problem("expected a field " + VALUE + " with the value of the column " + template
                    + ", or a rule in mutate.map with this name, such as {\"cast\": \"reading\"}, found neither");
        }
    }

    /** @param pivot the column with a template as its name; null for none */
    private static FieldList fields(ConfigNode list, @Nullable Set<String> names, @Nullable Pivot pivot) {
        List<FieldChoice> choices = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (ConfigNode element : list.list()) {
            String name = element.text();
            if (name.isBlank() || name.indexOf(',') >= 0) {
                throw element.problem("expected the name of a field without commas");
            }
            if (pivot != null && pivot.is(element)) {
                choices.add(new FieldChoice(List.of(pivot.source), name, null));
                continue;
            }
            if (name.indexOf('{') >= 0 && (names == null || !names.contains(name))) {
                throw element.problem(
                        "expected the name of a field, found the template " + name + ", which only a column may have");
            }
            if (names != null && !names.contains(name)) {
                throw element.problem("unknown field " + name + ", expected one of " + String.join(", ", names)
                        + NearestName.hint(name, names));
            }
            if (!seen.add(name)) {
                throw element.problem("expected each field once, found " + name + " again");
            }
            choices.add(new FieldChoice(List.of(name), null, null));
        }
        return new FieldList(choices, false);
    }

    /** Checks that the variables of a name are fields or properties of every record. */
    private static void requireNames(ConfigNode node, NameFormat format, @Nullable Set<String> names) {
        if (names == null) {
            return;
        }
        Set<String> always = Set.of("topic", "partition", "offset", "key");
        for (String variable : format.template().variables()) {
            boolean known = names.contains(variable)
                    || format.expressions().containsKey(variable)
                    || always.contains(variable)
                    || variable.startsWith("header:")
                    || variable.startsWith("key.");
            if (!known) {
                throw node.problem("unknown variable {" + variable + "}, expected one of " + String.join(", ", names)
                        + NearestName.hint(variable, names));
            }
        }
    }
}
