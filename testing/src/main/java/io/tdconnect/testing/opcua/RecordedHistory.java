// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;

/** The values that were set, in pages of at most {@link #PAGE}. */
final class RecordedHistory {
    static final int PAGE = 100;
    private static final ByteString AGAIN = ByteString.of("0".getBytes(StandardCharsets.UTF_8));

    private final OpcUaServer server;
    private final Map<NodeId, List<DataValue>> values;
    private final Supplier<HistoryAnswers> answers;

    RecordedHistory(OpcUaServer server, Map<NodeId, List<DataValue>> values, Supplier<HistoryAnswers> answers) {
        this.server = server;
        this.values = values;
        this.answers = answers;
    }

    void add(NodeId id, DataValue value) {
        values.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(value);
    }

    HistoryReadResult read(HistoryReadDetails details, TimestampsToReturn timestamps, HistoryReadValueId node) {
        if (answers.get() == HistoryAnswers.SOURCE_TIME_ONLY && timestamps != TimestampsToReturn.Source) {
            return new HistoryReadResult(new StatusCode(StatusCodes.Bad_TimestampNotSupported), null, null);
        }
        if (!(details instanceof ReadRawModifiedDetails raw) || !values.containsKey(node.getNodeId())) {
            return new HistoryReadResult(new StatusCode(StatusCodes.Bad_HistoryOperationUnsupported), null, null);
        }
        List<DataValue> inRange = new ArrayList<>();
        for (DataValue value : values.get(node.getNodeId())) {
            long time = Objects.requireNonNull(value.sourceTime()).getUtcTime();
            if (time >= raw.getStartTime().getUtcTime()
                    && time < raw.getEndTime().getUtcTime()) {
                inRange.add(value);
            }
        }
        boolean empty = answers.get() == HistoryAnswers.EMPTY_FOR_EVER;
        if (empty || answers.get() == HistoryAnswers.FIRST_PAGE_FOR_EVER) {
            return result(empty ? List.of() : inRange.subList(0, Math.min(PAGE, inRange.size())), AGAIN);
        }
        ByteString continuation = node.getContinuationPoint();
        int from = continuation == null || continuation.isNull()
                ? 0
                : Integer.parseInt(new String(continuation.bytes(), StandardCharsets.UTF_8));
        int to = Math.min(from + PAGE, inRange.size());
        ByteString next = to < inRange.size()
                ? ByteString.of(String.valueOf(to).getBytes(StandardCharsets.UTF_8))
                : ByteString.NULL_VALUE;
        return result(inRange.subList(from, to), next);
    }

    private HistoryReadResult result(List<DataValue> page, ByteString next) {
        HistoryData data = new HistoryData(page.toArray(DataValue[]::new));
        return new HistoryReadResult(
                StatusCode.GOOD, next, ExtensionObject.encode(server.getStaticEncodingContext(), data));
    }
}
