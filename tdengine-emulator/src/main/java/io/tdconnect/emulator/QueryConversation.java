// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.tdconnect.emulator.engine.Engine;
import io.tdconnect.emulator.engine.Session;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The actions of {@code /ws}: queries, prepared statements and schemaless writes. */
final class QueryConversation implements Conversation {
    private final Engine engine;
    private final @Nullable LongAdder discarded;
    private final OpenResults results;
    private final Statements statements;
    private @Nullable Session session;

    QueryConversation(Engine engine, @Nullable LongAdder discarded) {
        this.engine = engine;
        this.discarded = discarded;
        this.results = new OpenResults(engine.release());
        this.statements = new Statements(results, discarded);
    }

    @Override
    public @Nullable Reply text(String action, JsonNode args) throws TdengineException, RefusedException {
        return switch (action) {
            case "version" -> Answer.success().put("version", engine.version());
            case "conn" -> connect(args);
            default -> connected(session(), action, args);
        };
    }

    @Override
    public Reply binary(BinaryHead head, ByteBuf request) throws TdengineException, RefusedException {
        Session open = session();
        if (head.version() != 1) {
            throw new RefusedException("unknown " + head.actionName() + " version");
        }
        return switch (head.actionName()) {
            case "binary_query" -> query(open, sql(request));
            case "fetch_raw_block" -> results.next(head);
            case "stmt2_bind" -> statements.bind(head.id(), request);
            default -> throw new RefusedException("unknown binary action " + head.action());
        };
    }

    private Session session() throws RefusedException {
        if (session == null) {
            throw new RefusedException("server not connected");
        }
        return session;
    }

    private Reply connect(JsonNode args) throws TdengineException, RefusedException {
        if (session != null) {
            throw new RefusedException("duplicate connections");
        }
        session = engine.login(
                args.path("user").asText(),
                args.path("password").asText(),
                args.path("db").asText());
        return versioned(Answer.success(), engine);
    }

    private @Nullable Reply connected(Session open, String action, JsonNode args)
            throws TdengineException, RefusedException {
        return switch (action) {
            case "query" -> query(open, args.path("sql").asText());
            case "free_result" -> {
                results.free(args.path("id").asLong());
                yield null;
            }
            case "insert" -> insert(open, args);
            case "stmt2_init" -> statements.init();
            case "stmt2_prepare" -> statements.prepare(open, args);
            case "stmt2_exec" -> statements.execute(args);
            case "stmt2_result" -> statements.result(args);
            case "stmt2_close" -> statements.close(args);
            default -> throw new RefusedException("unknown action " + action);
        };
    }

    private static String sql(ByteBuf request) throws RefusedException {
        if (request.readableBytes() < 4 || request.getIntLE(request.readerIndex()) > request.readableBytes() - 4) {
            throw new RefusedException("sql length is too long");
        }
        return request.readCharSequence(request.readIntLE(), StandardCharsets.UTF_8)
                .toString();
    }

    private Reply query(Session open, String sql) throws TdengineException {
        if (discarded != null && InsertScan.isInsert(sql)) {
            int rows = InsertScan.rows(sql);
            discarded.add(rows);
            return updated(rows);
        }
        Result result = open.execute(sql);
        if (result instanceof Result.Rows rows) {
            return results.open(rows.resultSet()).put("is_update", false).put("affected_rows", 0);
        }
        return updated(result instanceof Result.Updated updated ? updated.affectedRows() : 0);
    }

    /** Gateways since 3.3.7 report their version at login. */
    static Answer versioned(Answer answer, Engine engine) {
        return engine.release().since(Release.V3_3_7) ? answer.put("version", engine.version()) : answer;
    }

    private Reply updated(int affectedRows) {
        return Answer.success()
                .put("id", 0)
                .put("is_update", true)
                .put("affected_rows", affectedRows)
                .fields(List.of(), engine.release())
                .put("precision", 0);
    }

    private static Reply insert(Session open, JsonNode args) throws TdengineException, RefusedException {
        int protocol = args.path("protocol").asInt();
        if (protocol == 0) {
            throw new RefusedException("schemaless write protocol is null");
        }
        int rows = open.insertLines(
                protocol, args.path("data").asText(), args.path("precision").asText());
        return Answer.success().put("affected_rows", rows).put("total_rows", rows);
    }
}
