// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query with question marks. */
public final class PreparedQuery implements Prepared {
    private final int parameters;
    private final Run run;

    public PreparedQuery(int parameters, Run run) {
        this.parameters = parameters;
        this.run = run;
    }

    /** Runs the query. */
    public interface Run {
        ResultSet with(@Nullable Object[] parameters) throws TdengineException;
    }

    @Override
    public boolean insert() {
        return false;
    }

    @Override
    public List<Field> fields() {
        return List.of();
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public void bind(@Nullable String table, @Nullable Object @Nullable [] tags, List<@Nullable Object[]> columns)
            throws TdengineException {
        throw new TdengineException(0x22b, "Stmt API usage error");
    }

    @Override
    public int execute() throws TdengineException {
        throw new TdengineException(0x22b, "Stmt API usage error");
    }

    @Override
    public Result query(@Nullable Object[] values) throws TdengineException {
        if (values.length != parameters) {
            throw new TdengineException(0x22b, "Stmt API usage error");
        }
        return new Result.Rows(run.with(values));
    }
}
