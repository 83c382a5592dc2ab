// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.config.NearestName;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.transforms.field.ConfigNode;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.NameFormat;
import io.tdconnect.transforms.field.PathHits;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.table.TableColumns;
import io.tdconnect.transforms.table.TableRouting;
import io.tdconnect.transforms.table.TableRowMapper;
import java.time.ZoneId;
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

    private final RowSchema schema;
    private final @Nullable String database;
    private final @Nullable ZoneId zone;
    private final PathHits hits;

    /**
     * A reader for documents.
     *
     * @param zone of times in text without an offset, if the document does not name one; null to refuse such times
     * @param hits what becomes of several values of a path
     */
    public TaosxDocument(RowSchema schema, @Nullable String database, @Nullable ZoneId zone, PathHits hits) {
        this.schema = schema;
        this.database = database;
        this.zone = zone;
        this.hits = hits;
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
        TaosxParse parse = TaosxParse.of(parts.get("parse"), schema, zone, hits);
        ConfigNode mutate = parts.get("mutate");
        TaosxMutate steps = TaosxMutate.of(mutate, zone);
        TaosxGlobal global = TaosxGlobal.of(parts.get("global"));
        Set<String> names = known(parse, steps);
        Set<String> variables = new LinkedHashSet<>();
        List<TaosxModel> models = new ArrayList<>();
        ConfigNode model = top.required("model");
        for (ConfigNode one : model.isList() ? model.list() : List.of(model)) {
            models.add(model(one, names, parse.ofColumns() ? variables : null, global.blank()));
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
     * @param variables to which those of the names of tables are added, if they may be any column; else null
     */
    private TaosxModel model(
            ConfigNode model, @Nullable Set<String> names, @Nullable Set<String> variables, @Nullable String blank) {
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
                            columnList, tagList, columnList.choices().get(0).text(), TimestampUnit.AUTO)
                    .inZone(zone);
        } catch (ConfigException e) {
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
                .with(RoutingHeaders.DATABASE, database)
                .with(RoutingHeaders.STABLE, stable.template(), "parser, key using")
                .with(RoutingHeaders.TABLE, name.template(), "parser, key name")
                .withTags(table.tagNames())
                .with(RoutingHeaders.TIMESTAMP, table.timestamp());
        return new TaosxModel(
                routing, TableRowMapper.withNullColumns(table), blank, NameFormat.expressions(List.of(name, stable)));
    }

    private static FieldList fields(ConfigNode list, @Nullable Set<String> names) {
        List<FieldChoice> choices = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (ConfigNode element : list.list()) {
            String name = element.text();
            if (name.isBlank() || name.indexOf(',') >= 0) {
                throw element.problem("expected the name of a field without commas");
            }
            if (name.indexOf('{') >= 0 && (names == null || !names.contains(name))) {
                throw element.problem(
                        "expected the name of a field, found the template " + name + "; columns that a value of the"
                                + " message names (pivot) are not supported: put ParseJson and Pivot before it, list each column by its name, or make a"
                                + " subtable of each, with the value that names it in the key name and among tags");
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
