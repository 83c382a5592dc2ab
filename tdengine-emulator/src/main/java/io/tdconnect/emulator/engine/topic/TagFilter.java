// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.select.Binder;
import io.tdconnect.emulator.engine.select.BoundExpression;
import io.tdconnect.emulator.engine.select.Functions;
import io.tdconnect.emulator.engine.select.RowSource;
import io.tdconnect.emulator.engine.select.StoredRow;
import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.value.TdengineException;

/** The condition on tags of a supertable's topic; it is bound for each use, since columns may be added. */
public record TagFilter(RowSource source, Functions functions, Expression where) {
    /** Refuses unknown names. */
    public void check() throws TdengineException {
        BoundExpression unused = bound();
    }

    private BoundExpression bound() throws TdengineException {
        return new Binder(source, functions, new Object[0]).bind(where);
    }

    boolean test(Table table) {
        try {
            return bound().test(new StoredRow(table));
        } catch (TdengineException e) {
            throw new IllegalStateException("a topic's condition no longer fits its supertable", e);
        }
    }
}
