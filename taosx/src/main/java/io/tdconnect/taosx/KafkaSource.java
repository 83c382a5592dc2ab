// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.Origin;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Topics of any Kafka cluster. */
final class KafkaSource {
    static final Driver DRIVER = Driver.of(
                    "Kafka",
                    List.of("kafka"),
                    "io.tdconnect.kafka.KafkaSourceConnector",
                    "hosts and ports (9092): `bootstrap.servers`",
                    CommonParameters.ofSource(
                            Parameter.option("group", "group.id"),
                            Parameter.option("topics", "topics"),
                            Parameter.option("topic_partitions", "topic.partitions"),
                            Parameter.option("fallback_offset", KafkaSource::start, "start.position")
                                    .undone(value ->
                                            value.startsWith("time:") ? "ByTime(" + value.substring(5) + ')' : value),
                            Parameter.special("offset_storage", KafkaSource::storage)
                                    .remark("`Kafka` alone; this task stores its positions itself"),
                            Parameter.option("timeout", Conversion.PATIENCE, "timeout")
                                    .remark(
                                            "5 s without it instead of 500 ms, in which a cluster may not yet send anything"),
                            Parameter.special("use_ssl", KafkaSource::encryption, "tls.enabled"),
                            Parameter.option("ca", Conversion.PATH, "tls.ca"),
                            Parameter.option("cert", Conversion.PATH, "tls.certificate"),
                            Parameter.option("cert_key", Conversion.PATH, "tls.key"),
                            Parameter.option("fetch_max_wait_time", Conversion.MILLIS, "fetch.max.wait.ms"),
                            CommonParameters.ignored("batch_size", "`consumer.max.poll.records` of the connector"),
                            CommonParameters.ignored("batch_timeout", "rows are passed on as they are read")))
            .steps(KafkaSource::servers, KafkaSource::finish)
            .from(Origin.ofHosts("bootstrap.servers", config -> "kafka"));

    private static final int PORT = 9092;
    private static final Pattern BY_TIME = Pattern.compile("bytime\\((?:i64:)?\\s*(-?[0-9]{1,18})\\s*\\)");

    private KafkaSource() {}

    private static void servers(Draft draft) {
        if (draft.dsn().hosts().isEmpty()) {
            draft.problem("host", "a broker, as in kafka://host:9092", "none", null);
            return;
        }
        if (!draft.dsn().object().replace("/", "").isEmpty()) {
            draft.problem("object", "nothing after the host; topics are in the parameter topics", "a path", null);
        }
        draft.set(
                "bootstrap.servers",
                draft.dsn().hosts().stream()
                        .map(host -> host.host() + ':' + host.port(PORT))
                        .collect(Collectors.joining(",")),
                "host");
        ServerAddress.checkPorts(draft, "Kafka", PORT);
    }

    private static String start(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        Matcher time = BY_TIME.matcher(text);
        if (time.matches()) {
            return "time:" + time.group(1);
        }
        if (text.equals("earliest") || text.equals("latest")) {
            return text;
        }
        throw new IllegalArgumentException("Earliest, Latest or ByTime(1700000000000) with milliseconds since 1970");
    }

    private static void storage(DsnParameter parameter, Draft draft) {
        String value = parameter.value() == null ? "" : parameter.value();
        if (!value.isBlank() && !value.equalsIgnoreCase("Kafka")) {
            draft.problem(
                    parameter,
                    "Kafka",
                    draft.shown(value),
                    "Kafka has not stored positions in Zookeeper since version 0.9; the task stores its own");
        }
    }

    private static void encryption(DsnParameter parameter, Draft draft) {
        String value = parameter.value() == null ? "true" : parameter.value();
        draft.convert(new DsnParameter(parameter.name(), value, parameter.position()), Conversion.FLAG, "tls.enabled");
    }

    private static void finish(Draft draft) {
        if (!draft.hasOrIsGiven("topics") && !draft.hasOrIsGiven("topic.partitions")) {
            draft.problem("parameters", "topics=a,b or topic_partitions=a:0..2,b:1", "neither", null);
        }
        if (!draft.has("timeout")) {
            draft.set("timeout", "5s");
            draft.note("parameters", "without timeout the task ends after 5 s without data; timeout=never goes on");
        }
        if (draft.has("tls.ca") || draft.has("tls.certificate")) {
            draft.setDefault("tls.enabled", "true");
        }
    }
}
