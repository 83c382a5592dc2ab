// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.ByteBuf;
import io.tdconnect.emulator.engine.Session;
import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import io.tdconnect.emulator.engine.write.Field;
import io.tdconnect.emulator.engine.write.Prepared;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The prepared statements (stmt2) of one connection. */
final class Statements {
    private static final int COLUMN_INDEX = 4;

    private final OpenResults results;
    private final @Nullable LongAdder discarded;
    private final Map<Long, Statement> open = new HashMap<>();
    private long lastId;

    /**
     * Has no statement yet.
     *
     * @param discarded counts the rows of inserts instead of storing them; null to store them
     */
    Statements(OpenResults results, @Nullable LongAdder discarded) {
        this.results = results;
        this.discarded = discarded;
    }

    Answer init() {
        open.put(++lastId, new Statement());
        return Answer.success().put("stmt_id", lastId);
    }

    Answer prepare(Session session, JsonNode args) throws TdengineException, RefusedException {
        long id = id(args);
        Statement statement = find(id);
        Prepared prepared = session.prepare(args.path("sql").asText());
        statement.prepared = prepared;
        Answer answer = Answer.success().put("stmt_id", id).put("is_insert", prepared.insert());
        return answer.set("fields", prepared.insert() ? fields(prepared) : JsonNodeFactory.instance.nullNode())
                .put("fields_count", prepared.parameters());
    }

    private static ArrayNode fields(Prepared prepared) {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        for (Field field : prepared.fields()) {
            fields.addObject()
                    .put("name", field.name())
                    .put("field_type", field.type().code())
                    .put("precision", field.precision())
                    .put("scale", 0)
                    .put("bytes", field.bytes())
                    .put("bind_type", field.kind().code());
        }
        return fields;
    }

    Answer bind(long id, ByteBuf request) throws TdengineException, RefusedException {
        Statement statement = find(id);
        Prepared prepared = statement.prepared();
        if (discarded != null && prepared.insert()) {
            statement.scanned += BindScan.rows(request);
            return Answer.success().put("stmt_id", id);
        }
        List<BoundTable> tables = BindReader.read(request.skipBytes(COLUMN_INDEX));
        if (prepared.insert()) {
            for (BoundTable table : tables) {
                List<@Nullable Object> tags = table.tags();
                prepared.bind(table.name(), tags == null ? null : tags.toArray(), table.columns());
            }
        } else {
            statement.parameters = parameters(tables);
        }
        return Answer.success().put("stmt_id", id);
    }

    private static @Nullable Object[] parameters(List<BoundTable> tables) throws RefusedException {
        if (tables.size() != 1) {
            throw new RefusedException("stmt2 bind data of a query has " + tables.size() + " tables");
        }
        return tables.get(0).columns().stream()
                .map(cells -> cells.length == 0 ? null : cells[0])
                .toArray();
    }

    Answer execute(JsonNode args) throws TdengineException, RefusedException {
        long id = id(args);
        Statement statement = find(id);
        Prepared prepared = statement.prepared();
        int affected = 0;
        if (discarded != null && prepared.insert()) {
            affected = statement.scanned;
            statement.scanned = 0;
            discarded.add(affected);
        } else if (prepared.insert()) {
            affected = prepared.execute();
        } else {
            Result result = prepared.query(statement.parameters);
            statement.result = result instanceof Result.Rows rows ? rows.resultSet() : null;
        }
        return Answer.success().put("stmt_id", id).put("affected", affected);
    }

    Answer result(JsonNode args) throws RefusedException {
        long id = id(args);
        ResultSet result = find(id).result;
        if (result == null) {
            throw new RefusedException("stmt2 has no result");
        }
        return results.open(result).put("stmt_id", id);
    }

    Answer close(JsonNode args) throws RefusedException {
        long id = id(args);
        find(id);
        open.remove(id);
        return Answer.success().put("stmt_id", id);
    }

    private Statement find(long id) throws RefusedException {
        Statement statement = open.get(id);
        if (statement == null) {
            throw new RefusedException("stmt2 is nil");
        }
        return statement;
    }

    private static long id(JsonNode args) {
        return args.path("stmt_id").asLong();
    }

    private static final class Statement {
        private @Nullable Prepared prepared;
        private @Nullable Object[] parameters = new Object[0];
        private @Nullable ResultSet result;
        private int scanned;

        Prepared prepared() throws RefusedException {
            if (prepared == null) {
                throw new RefusedException("stmt2 is not prepared");
            }
            return prepared;
        }
    }
}
