// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.block.Cursor;
import io.tdconnect.tdengine.gateway.GatewayJson;
import io.tdconnect.tdengine.gateway.RequestChannel;
import io.tdconnect.tdengine.gateway.SocketOpener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of TDengine topics over the gateway's {@code /rest/tmq}.
 *
 * <p>There is one request at a time, so the server sends a message only after the previous one was taken. A message whose
 * rows or events could not be fetched is delivered again by the next poll.
 */
public final class TmqClient implements TmqConsumer {
    private static final int DATA = 1;
    private static final int METADATA = 2;
    private static final int BOTH = 3;
    private static final int NEED_ASSIGNMENT = 0x4010;
    private static final long NONE_COMMITTED = 0x8000_4011;

    private static final int UNSPECIFIED = 0xffff;

    private final SocketOpener opener;
    private final RequestChannel gateway;
    private final Gateway.Login login;
    private final MessageDecoder decoder = new MessageDecoder();
    /** The next positions, as far as they are known here. */
    private final Map<Vgroup, Long> next = new HashMap<>();

    private TmqSubscription.Start start = TmqSubscription.Start.LATEST;
    /** The number of the last message that was taken; the server repeats any other. */
    private long taken;

    private TmqClient(SocketOpener opener, RequestChannel gateway, Gateway.Login login) {
        this.opener = opener;
        this.gateway = gateway;
        this.login = login;
    }

    private record Vgroup(String topic, int number) {}

    /**
     * Connects to the first endpoint that accepts the connection.
     *
     * @throws GatewayException if no endpoint accepts: {@link GatewayException#CONNECTION}, or of class AUTHENTICATION
     *     for a wrong token
     */
    public static TmqClient connect(Gateway gateway) throws GatewayException, InterruptedException {
        return connect(gateway, SocketOpener.memoryForMessage());
    }

    static TmqClient connect(Gateway gateway, int maxBytes) throws GatewayException, InterruptedException {
        SocketOpener opener = new SocketOpener(gateway, maxBytes);
        RequestChannel subscription = new RequestChannel(
                opener.open(SocketOpener.SUBSCRIPTION), gateway.login().password());
        return new TmqClient(opener, subscription, gateway.login());
    }

    @Override
    public void subscribe(TmqSubscription subscription) throws GatewayException, InterruptedException {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("user", login.user());
        args.put("password", login.password().value());
        args.put("group_id", subscription.group());
        args.put("client_id", subscription.clientId());
        args.put("offset_rest", subscription.start() == TmqSubscription.Start.EARLIEST ? "earliest" : "latest");
        args.put("topics", subscription.topics());
        if (subscription.snapshot()) {
            // Not in the config, which gateways before 3.3.6 ignore.
            args.put("snapshot_enable", "true");
        }
        args.put("auto_commit", "false");
        args.put("with_table_name", "true");
        args.put("enable_batch_meta", subscription.metadata() ? "1" : "0");
        args.put("app", "tdconnect");
        args.put("config", subscription.config());
        next.clear();
        start = subscription.start();
        try {
            gateway.ask("subscribe", args);
        } catch (GatewayException e) {
            if (e.getErrorCode() == UNSPECIFIED) {
                logIn(e);
            }
            throw e;
        }
    }

    // The gateway does not report why it could not create a consumer; a separate login does.
    private void logIn(GatewayException refusal) throws GatewayException, InterruptedException {
        Map<String, ?> args =
                Map.of("user", login.user(), "password", login.password().value());
        try (RequestChannel check = new RequestChannel(opener.open(SocketOpener.QUERY), login.password())) {
            check.ask("conn", args);
        } catch (GatewayException e) {
            e.addSuppressed(refusal);
            throw e;
        }
    }

    @Override
    public Optional<TmqMessage> poll(Duration wait) throws GatewayException, InterruptedException {
        Map<String, @Nullable Object> answer =
                gateway.ask("poll", Map.of("blocking_time", wait.toMillis(), "message_id", taken), wait);
        if (!Boolean.TRUE.equals(answer.get("have_message"))) {
            return Optional.empty();
        }
        long id = GatewayJson.number(answer, "message_id");
        Vgroup vgroup = new Vgroup(GatewayJson.text(answer, "topic"), (int) GatewayJson.number(answer, "vgroup_id"));
        int type = (int) GatewayJson.number(answer, "message_type");
        if (type != DATA && type != METADATA && type != BOTH) {
            throw new MalformedMessageException("Expected a message of type 1, 2 or 3, found type " + type);
        }
        List<MetadataEvent> events = type == DATA ? List.of() : events(id);
        MessageDecoder.Rows rows = type == METADATA ? noRows(vgroup, GatewayJson.number(answer, "offset")) : rows(id);
        next.put(vgroup, rows.next());
        taken = id;
        return Optional.of(new TmqMessage(
                vgroup.topic(),
                GatewayJson.text(answer, "database"),
                vgroup.number(),
                rows.begin(),
                rows.next(),
                events,
                rows.blocks()));
    }

    private List<MetadataEvent> events(long id) throws GatewayException, InterruptedException {
        return MetadataEventReader.events(gateway.askText("fetch_json_meta", Map.of("message_id", id)));
    }

    private MessageDecoder.Rows rows(long id) throws GatewayException, InterruptedException {
        Cursor answer = gateway.askBinary("fetch_raw_data", Map.of("message_id", id));
        return decoder.answer(answer, gateway.lastRequest(), id);
    }

    private MessageDecoder.Rows noRows(Vgroup vgroup, long end) throws GatewayException, InterruptedException {
        if (end < 0) {
            return new MessageDecoder.Rows(TmqMessage.UNKNOWN, TmqMessage.UNKNOWN, List.of());
        }
        Long begin = next.get(vgroup);
        return new MessageDecoder.Rows(begin == null ? firstPosition(vgroup) : begin, end, List.of());
    }

    // The server sends the position after a message of metadata, but not the one before it.
    private long firstPosition(Vgroup vgroup) throws GatewayException, InterruptedException {
        try {
            return committedOrFirst(vgroup);
        } catch (GatewayException e) {
            if (e.getErrorCode() == GatewayException.IN_SNAPSHOT) {
                return TmqMessage.UNKNOWN;
            }
            throw e;
        }
    }

    private long committedOrFirst(Vgroup vgroup) throws GatewayException, InterruptedException {
        OptionalLong committed = committed(vgroup.topic(), vgroup.number());
        if (committed.isPresent() || start == TmqSubscription.Start.LATEST) {
            return committed.orElse(TmqMessage.UNKNOWN);
        }
        return assignment(vgroup.topic()).stream()
                .filter(assigned -> assigned.vgroup() == vgroup.number())
                .mapToLong(VgroupAssignment::begin)
                .findAny()
                .orElse(TmqMessage.UNKNOWN);
    }

    @Override
    public List<VgroupAssignment> assignment(String topic) throws GatewayException, InterruptedException {
        List<VgroupAssignment> vgroups = new ArrayList<>();
        for (Object item : GatewayJson.list(gateway.ask("assignment", Map.of("topic", topic)), "assignment")) {
            if (!(item instanceof Map<?, ?> vgroup)) {
                throw new MalformedMessageException("Expected an object for each vgroup, found something else");
            }
            VgroupAssignment assigned = new VgroupAssignment(
                    (int) GatewayJson.number(vgroup, "vgroup_id"),
                    GatewayJson.number(vgroup, "offset"),
                    GatewayJson.number(vgroup, "begin"),
                    GatewayJson.number(vgroup, "end"));
            if (assigned.position() >= 0) {
                next.putIfAbsent(new Vgroup(topic, assigned.vgroup()), assigned.position());
            }
            vgroups.add(assigned);
        }
        return vgroups;
    }

    @Override
    public long position(String topic, int vgroup) throws GatewayException, InterruptedException {
        return ofVgroup("position", topic, vgroup);
    }

    @Override
    public OptionalLong committed(String topic, int vgroup) throws GatewayException, InterruptedException {
        long position = ofVgroup("committed", topic, vgroup);
        return position == NONE_COMMITTED ? OptionalLong.empty() : OptionalLong.of(position);
    }

    private long ofVgroup(String action, String topic, int vgroup) throws GatewayException, InterruptedException {
        Map<String, ?> args = Map.of("topic_vgroup_ids", List.of(Map.of("topic", topic, "vgroup_id", vgroup)));
        List<?> positions = GatewayJson.list(gateway.ask(action, args), action);
        if (positions.size() == 1 && positions.get(0) instanceof Long position) {
            return position;
        }
        throw new MalformedMessageException(
                "Expected one position in the answer to " + action + ", found " + positions.size());
    }

    @Override
    public void seek(String topic, int vgroup, long position) throws GatewayException, InterruptedException {
        set("seek", topic, vgroup, position);
        next.put(new Vgroup(topic, vgroup), position);
    }

    @Override
    public void commitOffset(String topic, int vgroup, long position) throws GatewayException, InterruptedException {
        set("commit_offset", topic, vgroup, position);
    }

    // The gateway knows the range of a vgroup only after a poll or an assignment.
    private void set(String action, String topic, int vgroup, long position)
            throws GatewayException, InterruptedException {
        Map<String, ?> args = Map.of("topic", topic, "vgroup_id", vgroup, "offset", position);
        try {
            gateway.ask(action, args);
        } catch (GatewayException e) {
            if (e.getErrorCode() != NEED_ASSIGNMENT) {
                throw e;
            }
            assignment(topic);
            gateway.ask(action, args);
        }
    }

    @Override
    public List<String> topics() throws GatewayException, InterruptedException {
        return GatewayJson.list(gateway.ask("list_topics", Map.of()), "topics").stream()
                .map(String::valueOf)
                .toList();
    }

    @Override
    public void unsubscribe() throws GatewayException, InterruptedException {
        gateway.ask("unsubscribe", Map.of());
        next.clear();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
