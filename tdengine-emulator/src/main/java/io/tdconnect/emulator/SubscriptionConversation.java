// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.ByteBuf;
import io.tdconnect.emulator.engine.Engine;
import io.tdconnect.emulator.engine.topic.Assignment;
import io.tdconnect.emulator.engine.topic.Message;
import io.tdconnect.emulator.engine.topic.Subscriber;
import io.tdconnect.emulator.engine.topic.Subscription;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The actions of {@code /rest/tmq}: one consumer of a group at a time. */
final class SubscriptionConversation implements Conversation {
    private static final int FETCH = 8;

    private final Engine engine;
    private final ScheduledExecutorService loop;
    private @Nullable Consumer consumer;
    private @Nullable PendingPoll pending;
    private long lastMessageId;
    private @Nullable Message last;

    /**
     * Has no consumer yet.
     *
     * @param loop the thread that brings the requests
     */
    SubscriptionConversation(Engine engine, ScheduledExecutorService loop) {
        this.engine = engine;
        this.loop = loop;
    }

    private record Consumer(Subscriber subscriber, boolean batchMeta) {}

    @Override
    public @Nullable Reply text(String action, JsonNode args) throws TdengineException, RefusedException {
        if (consumer == null && action.equals("poll") && engine.release().since(Release.V3_3_7)) {
            // The gateway does not answer these at all.
            return null;
        }
        return switch (action) {
            case "version" -> Answer.success().put("version", engine.version()).bare();
            case "subscribe" -> subscribe(args);
            case "fetch_raw_data" -> raw(args);
            default -> subscribed(action, args, consumer().subscriber);
        };
    }

    @Override
    public Reply binary(BinaryHead head, ByteBuf request) throws RefusedException {
        throw new RefusedException("unknown binary action " + head.action());
    }

    @Override
    public void close() {
        if (pending != null) {
            pending.cancel();
        }
        if (consumer != null) {
            consumer.subscriber.close();
            consumer = null;
            last = null;
        }
    }

    private Consumer consumer() throws RefusedException {
        if (consumer == null) {
            throw new RefusedException("tmq not init");
        }
        return consumer;
    }

    private Reply subscribed(String action, JsonNode args, Subscriber subscriber)
            throws TdengineException, RefusedException {
        String topic = args.path("topic").asText();
        int vgroup = args.path("vgroup_id").asInt();
        long offset = args.path("offset").asLong();
        return switch (action) {
            case "poll" -> poll(subscriber, args);
            case "fetch_json_meta" -> json(args.path("message_id").asLong());
            case "list_topics" -> Answer.success().set("topics", names(subscriber.topics()));
            case "assignment" -> Answer.success().set("assignment", assignments(subscriber.assignments(topic)));
            case "position" -> positions(args, "position", subscriber::position);
            case "committed" -> positions(args, "committed", subscriber::committed);
            case "seek" -> {
                subscriber.seek(topic, vgroup, offset);
                yield Answer.success();
            }
            case "commit" -> {
                subscriber.commit();
                yield Answer.success().put("message_id", args.path("message_id").asLong());
            }
            case "commit_offset" -> {
                subscriber.commit(topic, vgroup, offset);
                yield Answer.success()
                        .put("topic", topic)
                        .put("vgroup_id", vgroup)
                        .put("offset", offset);
            }
            case "unsubscribe" -> {
                close();
                yield Answer.success();
            }
            default -> throw new RefusedException("unknown action " + action);
        };
    }

    private Reply subscribe(JsonNode args) throws TdengineException, RefusedException {
        if (consumer != null) {
            throw new RefusedException("tmq should have unsubscribed first");
        }
        String group = args.path("group_id").asText();
        if (group.isEmpty()) {
            throw new RefusedException("malloc tmq element failed or group is empty");
        }
        String reset = args.path("offset_rest").asText();
        if (!List.of("", "earliest", "latest", "none").contains(reset)) {
            throw new RefusedException("fail");
        }
        logIn(args);
        List<String> topics = new ArrayList<>();
        args.path("topics").forEach(topic -> topics.add(topic.asText()));
        Subscription subscription = new Subscription(
                group,
                args.path("client_id").asText(),
                topics,
                reset.isEmpty() || reset.equals("latest"),
                snapshot(args),
                args.path("auto_commit").asText().equals("true"),
                !args.path("with_table_name").asText().equals("false"),
                args.path("enable_batch_meta").asText().equals("1"));
        consumer = new Consumer(engine.subscribe(subscription), subscription.batchMeta());
        return QueryConversation.versioned(Answer.success(), engine);
    }

    private boolean snapshot(JsonNode args) {
        // Gateways before 3.3.7 ignore the list of other options.
        JsonNode listed = args.path("config").path("experimental.snapshot.enable");
        boolean known = engine.release().since(Release.V3_3_7);
        return args.path("snapshot_enable").asText().equals("true")
                || (known && listed.asText().equals("true"));
    }

    private void logIn(JsonNode args) throws RefusedException {
        try {
            var unused = engine.login(
                    args.path("user").asText(), args.path("password").asText(), null);
        } catch (TdengineException e) {
            // The gateway gives no more detail.
            throw new RefusedException("init tscObj failed");
        }
    }

    private Reply poll(Subscriber subscriber, JsonNode args) {
        if (last != null && engine.release().since(Release.V3_3_7)) {
            // Gateways since 3.3.7 redeliver a message until the next request acknowledges it.
            JsonNode taken = args.path("message_id");
            if (taken.isNumber() && taken.asLong() != lastMessageId) {
                return answer(last);
            }
        }
        long blockingMillis = args.path("blocking_time").asLong();
        pending = new PendingPoll(loop, subscriber, this::delivered);
        return new Reply.Later(pending.within(blockingMillis));
    }

    private Answer delivered(@Nullable Message message) {
        if (message != null) {
            last = message;
            lastMessageId++;
        }
        return answer(message);
    }

    private Answer answer(@Nullable Message message) {
        return Answer.success()
                .put("have_message", message != null)
                .put("topic", message == null ? "" : message.topic())
                .put("database", message == null ? "" : message.database())
                .put("vgroup_id", message == null ? 0 : message.vgroup())
                .put("message_type", message == null ? 0 : message.type())
                .put("message_id", message == null ? 0 : lastMessageId)
                .put("offset", message == null ? 0 : message.offset());
    }

    private Reply raw(JsonNode args) {
        long id = args.path("message_id").asLong();
        BinaryHead head = new BinaryHead(args.path("req_id").asLong(), id, FETCH, 1);
        if (consumer == null) {
            return Frame.refused(head, "tmq not init");
        }
        if (last == null || id != lastMessageId) {
            return Frame.refused(head, "message ID is not equal");
        }
        return Frame.message(head, last);
    }

    private Answer json(long id) throws RefusedException {
        if (last == null || id != lastMessageId) {
            return Answer.failure(Answer.GATEWAY_ERROR, "message ID is not equal")
                    .put("message_id", id);
        }
        return Answer.success().put("message_id", id).raw("data", last.json(consumer().batchMeta));
    }

    private static ArrayNode names(List<String> topics) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        topics.forEach(names::add);
        return names;
    }

    private static ArrayNode assignments(List<Assignment> assignments) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Assignment assignment : assignments) {
            list.addObject()
                    .put("vgroup_id", assignment.vgroup())
                    .put("offset", assignment.offset())
                    .put("begin", assignment.begin())
                    .put("end", assignment.end());
        }
        return list;
    }

    private interface Lookup {
        long position(String topic, int vgroup) throws TdengineException;
    }

    private static Answer positions(JsonNode args, String field, Lookup lookup) throws TdengineException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode place : args.path("topic_vgroup_ids")) {
            list.add(lookup.position(
                    place.path("topic").asText(), place.path("vgroup_id").asInt()));
        }
        return Answer.success().set(field, list);
    }
}
