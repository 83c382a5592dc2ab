// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.common.config.WorkerFile;
import io.tdconnect.tdengine.Identifiers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;

/**
 * Which tables query mode reads.
 *
 * @param stables supertables; empty for all, also new ones
 * @param tables tables by name; empty for all, also new ones
 * @param secret names from files, which messages do not show
 */
public record TableSelection(Set<String> stables, Set<Named> tables, Set<String> secret) {
    public TableSelection {
        stables = Set.copyOf(stables);
        tables = Set.copyOf(tables);
        secret = Set.copyOf(secret);
    }

    /**
     * A table by its name.
     *
     * @param stable its supertable, empty if it is not given
     */
    public record Named(String stable, String table) {}

    /**
     * The selection of the options.
     *
     * @param tables each TABLE, STABLE.TABLE or @FILE with one of the former on each line
     * @throws IllegalArgumentException if an element has another form, or a file cannot be read
     */
    public static TableSelection of(List<String> stables, List<String> tables) {
        Set<Named> named = new LinkedHashSet<>();
        Set<String> secret = new HashSet<>();
        for (String element : tables) {
            if (element.startsWith("@")) {
                List<Named> inFile = namedIn(element);
                named.addAll(inFile);
                inFile.forEach(table -> secret.add(table.table));
            } else {
                named.add(named(element, element));
            }
        }
        if (named.isEmpty() && !tables.isEmpty()) {
            throw new IllegalArgumentException("expected names of tables, found none in " + String.join(", ", tables));
        }
        return new TableSelection(Set.copyOf(stables), named, secret);
    }

    /** Whether a table is selected; {@code stable} is empty if it has none. */
    public boolean includes(String stable, String table) {
        return includesStable(stable)
                && (tables.isEmpty()
                        || tables.contains(new Named("", table))
                        || tables.contains(new Named(stable, table)));
    }

    /** Whether some table of a supertable may be selected. */
    public boolean mayInclude(String stable) {
        Set<String> only = onlyStables();
        return only.isEmpty() || only.contains(stable);
    }

    /** The name of a table for messages. */
    public String shown(String table) {
        return secret.contains(table) ? "one in a file" : table;
    }

    /** Whether tables of a supertable can be selected. */
    boolean includesStable(String stable) {
        return stables.isEmpty() || stables.contains(stable);
    }

    /** The only supertables that the selection can include; empty if there is no such limit. */
    public Set<String> onlyStables() {
        if (!stables.isEmpty() || tables.isEmpty() || tables.stream().anyMatch(named -> named.stable.isEmpty())) {
            return stables;
        }
        Set<String> tableSplits = new LinkedHashSet<>();
        tables.forEach(named -> tableSplits.add(named.stable));
        return tableSplits;
    }

    /** The first table that is named without its supertable; empty if each has its supertable. */
    public String withoutStable() {
        return tables.stream()
                .filter(named -> named.stable.isEmpty())
                .map(Named::table)
                .sorted()
                .findFirst()
                .orElse("");
    }

    /** The tables of a file; messages contain no line of it, since a configuration may name any file. */
    private static List<Named> namedIn(String file) {
        List<String> lines = WorkerFile.text(file).lines().map(String::trim).toList();
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                named.add(checked(lines.get(i), "another text in line " + (i + 1) + " of the file"));
            }
        }
        return named;
    }

    private static Named checked(String text, String shown) {
        Named named = named(text, shown);
        try {
            Identifiers.tableName(named.table);
        } catch (DataException e) {
            // Without the cause, whose message contains some of the text.
            throw new IllegalArgumentException("expected the name of a table, found " + shown);
        }
        return named;
    }

    private static Named named(String text, String shown) {
        int dot = text.indexOf('.');
        Named named = dot < 0 ? new Named("", text) : new Named(text.substring(0, dot), text.substring(dot + 1));
        if (named.table.isEmpty() || dot == 0 || named.table.indexOf('.') >= 0) {
            throw new IllegalArgumentException("expected TABLE or STABLE.TABLE, found " + shown);
        }
        return named;
    }
}
