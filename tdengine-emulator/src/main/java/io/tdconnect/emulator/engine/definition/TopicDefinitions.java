// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.definition;

import io.tdconnect.emulator.engine.catalog.Catalog;
import io.tdconnect.emulator.engine.catalog.SelectSources;
import io.tdconnect.emulator.engine.select.RowSource;
import io.tdconnect.emulator.engine.select.SelectItems;
import io.tdconnect.emulator.engine.select.UsedNames;
import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.sql.Select;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.sql.TableName;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.topic.TagFilter;
import io.tdconnect.emulator.engine.topic.Topic;
import io.tdconnect.emulator.engine.topic.TopicQuery;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs CREATE TOPIC. */
public final class TopicDefinitions {
    private final Catalog catalog;
    private final @Nullable String current;
    private final SelectSources sources;

    public TopicDefinitions(Catalog catalog, @Nullable String current) {
        this.catalog = catalog;
        this.current = current;
        this.sources = new SelectSources(catalog, current, new Object[0]);
    }

    public void create(Statement.CreateTopic statement) throws TdengineException {
        Topic topic = topic(statement);
        if (!topic.database().changes().kept()) {
            throw Failures.noLog();
        }
        catalog.topics().create(topic, statement.ifNotExists());
    }

    private Topic topic(Statement.CreateTopic statement) throws TdengineException {
        if (statement.query() != null) {
            return ofQuery(statement, statement.query());
        }
        TableName stable = statement.stable();
        if (stable == null) {
            Database database = catalog.database(statement.database());
            return new Topic(statement.name(), statement.sql(), database, statement.meta(), Topic.Scope.DATABASE);
        }
        Database database = catalog.database(stable, current);
        SuperTable found = database.stables().get(stable.name());
        if (found == null) {
            throw new TdengineException(0x362, "STable not exist");
        }
        Topic.Scope scope = new Topic.Scope(
                found, filter(stable, statement.where()), null, UsedNames.of(List.of(), statement.where()));
        return new Topic(statement.name(), statement.sql(), database, statement.meta(), scope);
    }

    private @Nullable TagFilter filter(TableName stable, @Nullable Expression where) throws TdengineException {
        if (where == null) {
            return null;
        }
        TagFilter filter = new TagFilter(sources.table(stable, null), sources.functions(), where);
        filter.check();
        return filter;
    }

    private Topic ofQuery(Statement.CreateTopic statement, Select select) throws TdengineException {
        if (!(select.from() instanceof Select.From.Table from) || !plain(select)) {
            throw new TdengineException(0x2639, "Invalid topic query");
        }
        if (!(sources.table(from.name(), null) instanceof RowSource.Tables tables)) {
            throw new TdengineException(0x2639, "Invalid topic query");
        }
        Database database = catalog.database(from.name(), current);
        List<Select.Item> items = SelectItems.expand(select, tables);
        Select fixed = new Select(
                false, false, items, from, select.where(), List.of(), false, null, List.of(), select.limit(), 0);
        Table table = tables.starWithTags() ? null : tables.tables().get(0);
        TopicQuery query = new TopicQuery(fixed, tables, table, sources.functions());
        query.check();
        Set<String> names =
                UsedNames.of(items.stream().map(Select.Item::expression).toList(), select.where());
        SuperTable stable = table == null ? database.stable(from.name().name()) : table.stable();
        return new Topic(
                statement.name(), statement.sql(), database, false, new Topic.Scope(stable, null, query, names));
    }

    private static boolean plain(Select select) {
        return !SelectItems.aggregated(select)
                && !select.distinct()
                && !select.tags()
                && select.groups().isEmpty()
                && select.orders().isEmpty()
                && select.limit() < 0;
    }
}
