// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.session.OpcuaFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaServiceFaultException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads raw history of points page by page, in requests that the server accepts. */
final class HistoryReader {
    private static final Logger log = LoggerFactory.getLogger(HistoryReader.class);
    private static final int VALUES_PER_NODE = 1_000;
    /** Highest number of successive pages without values; a server may send one when it has searched long enough. */
    static final int MOST_EMPTY = 1_000;
    /** Highest number of successive pages without a newer value: all of one time, or repeated. */
    static final int MOST_REPEATED = 10;

    private static final Set<Long> TOO_MUCH = Set.of(
            StatusCodes.Bad_TooManyOperations,
            StatusCodes.Bad_RequestTooLarge,
            StatusCodes.Bad_ResponseTooLarge,
            StatusCodes.Bad_EncodingLimitsExceeded);
    private static final Set<Long> SESSION_LOST = Set.of(
            StatusCodes.Bad_SessionIdInvalid,
            StatusCodes.Bad_SessionClosed,
            StatusCodes.Bad_SessionNotActivated,
            StatusCodes.Bad_SecureChannelIdInvalid,
            StatusCodes.Bad_SecureChannelClosed);

    private final OpcUaClient client;
    private final ReadRawModifiedDetails details;
    private final Receiver receiver;
    private final List<Pending> pending = new ArrayList<>();
    private TimestampsToReturn timestamps = TimestampsToReturn.Both;
    private int perCall;
    private int refused;

    /** Receives the values of a page. */
    @FunctionalInterface
    interface Receiver {
        void values(Point point, DataValue[] values) throws InterruptedException;
    }

    /**
     * A point whose history has not been read to its end.
     *
     * @param newest latest time so far
     * @param empty number of successive pages without values
     * @param repeated number of successive pages without a newer value
     */
    private record Pending(
            Point point, NodeId node, ByteString continuation, DateTime newest, int empty, int repeated) {
        Pending after(DataValue[] values, ByteString next) {
            if (values.length == 0) {
                return new Pending(point, node, next, newest, empty + 1, repeated);
            }
            DateTime reached = newest;
            for (DataValue value : values) {
                DateTime time = value.sourceTime() == null ? value.serverTime() : value.sourceTime();
                reached = time != null && time.getUtcTime() > reached.getUtcTime() ? time : reached;
            }
            int again = reached.equals(newest) ? repeated + 1 : 0;
            return new Pending(point, node, next, reached, 0, again);
        }

        boolean hopeless() {
            return empty >= MOST_EMPTY || repeated >= MOST_REPEATED;
        }
    }

    HistoryReader(OpcUaClient client, int perCall, Instant from, Instant to, Receiver receiver) {
        this.client = client;
        this.perCall = perCall;
        this.details =
                new ReadRawModifiedDetails(false, new DateTime(from), new DateTime(to), uint(VALUES_PER_NODE), false);
        this.receiver = receiver;
    }

    /**
     * Reads the history of nodes; returns the number of nodes whose history the server does not have or does not
     * report.
     */
    int read(Map<Point, NodeId> nodes) throws UaException, InterruptedException {
        nodes.forEach((point, node) ->
                pending.add(new Pending(point, node, ByteString.NULL_VALUE, DateTime.MIN_DATE_TIME, 0, 0)));
        while (!pending.isEmpty()) {
            List<Pending> batch = List.copyOf(pending.subList(0, Math.min(perCall, pending.size())));
            pending.subList(0, batch.size()).clear();
            try {
                pending.addAll(0, request(batch));
            } catch (UaException e) {
                refused(batch, e);
            }
        }
        return refused;
    }

    /** Sends one request; returns the points that have more pages. */
    private List<Pending> request(List<Pending> batch) throws UaException, InterruptedException {
        List<HistoryReadValueId> wanted = new ArrayList<>();
        for (Pending one : batch) {
            wanted.add(new HistoryReadValueId(one.node(), null, QualifiedName.NULL_VALUE, one.continuation()));
        }
        TimestampsToReturn asked = timestamps;
        HistoryReadResult[] results =
                client.historyRead(details, asked, false, wanted).getResults();
        List<Pending> more = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Pending one = batch.get(i);
            HistoryReadResult result = results == null || i >= results.length ? null : results[i];
            if (result != null
                    && result.getStatusCode().value() == StatusCodes.Bad_TimestampNotSupported
                    && asked == TimestampsToReturn.Both) {
                // Some servers only keep the source time.
                timestamps = TimestampsToReturn.Source;
                more.add(one);
            } else if (result != null
                    && result.getStatusCode().value() == StatusCodes.Bad_NoContinuationPoints
                    && batch.size() > 1) {
                perCall = batch.size() / 2;
                more.add(one);
            } else if (result == null || result.getStatusCode().isBad()) {
                refused++;
                log.debug("No history of {}: {}", one.point().node(), result);
            } else {
                page(one, result, more);
            }
        }
        return more;
    }

    /** Passes on a page; adds its point to {@code more} if further pages follow. */
    private void page(Pending one, HistoryReadResult result, List<Pending> more)
            throws UaException, InterruptedException {
        DataValue[] values = values(result.getHistoryData());
        receiver.values(one.point(), values);
        ByteString continuation = result.getContinuationPoint();
        if (continuation == null || continuation.isNull()) {
            return;
        }
        Pending next = one.after(values, continuation);
        if (next.hopeless()) {
            giveUp(next);
        } else {
            more.add(next);
        }
    }

    private void giveUp(Pending one) {
        refused++;
        log.warn(
                "The history of {} is not read to its end and counts as a gap: expected newer values or the end, found {}"
                        + " pages {} and a further one",
                one.point().node(),
                one.empty() >= MOST_EMPTY ? one.empty() : one.repeated(),
                one.empty() >= MOST_EMPTY ? "without values" : "whose values are not newer than those before");
        HistoryReadValueId rest =
                new HistoryReadValueId(one.node(), null, QualifiedName.NULL_VALUE, one.continuation());
        try {
            client.historyRead(details, timestamps, true, List.of(rest));
        } catch (UaException e) {
            log.debug(
                    "The server does not release the continuation point of {}",
                    one.point().node(),
                    e);
        }
    }

    /** A server without history may refuse the whole request, which is not a reason to end the session. */
    private void refused(List<Pending> batch, UaException failure) throws UaException {
        long code = failure.getStatusCode().value();
        if (!answered(failure) || SESSION_LOST.contains(code)) {
            throw failure;
        }
        if (TOO_MUCH.contains(code) && batch.size() > 1) {
            perCall = batch.size() / 2;
            pending.addAll(0, batch);
            return;
        }
        log.warn("The server refuses to read history: {}", OpcuaFailure.name(code));
        refused += batch.size() + pending.size();
        pending.clear();
    }

    private static boolean answered(Throwable failure) {
        return failure instanceof UaServiceFaultException
                || (failure.getCause() != null && answered(failure.getCause()));
    }

    private DataValue[] values(ExtensionObject content) throws UaException {
        if (content == null || content.isNull()) {
            return new DataValue[0];
        }
        if (!(content.decode(client.getStaticEncodingContext()) instanceof HistoryData data)) {
            throw new UaException(StatusCodes.Bad_DecodingError, "expected HistoryData from the server's history");
        }
        DataValue[] values = data.getDataValues();
        return values == null ? new DataValue[0] : values;
    }
}
