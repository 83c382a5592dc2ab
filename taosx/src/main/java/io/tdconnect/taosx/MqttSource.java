// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** MQTT brokers. */
final class MqttSource {
    static final Driver DRIVER = Driver.of(
                    "MQTT",
                    List.of("mqtt", "mqtts"),
                    "io.tdconnect.mqtt.MqttSourceConnector",
                    "hosts and ports (1883, 8883 for `mqtts`): `broker.urls`, with `ssl://` if there is a `ca` or `cert`; user,"
                            + " password: `user`, `password`",
                    CommonParameters.ofSource(
                            Parameter.option("topics", "topics"),
                            Parameter.option(
                                            "version",
                                            Conversion.choice(
                                                    Map.of("3.1", "3.1", "3.1.1", "3.1.1", "5.0", "5", "5", "5")),
                                            "protocol.version")
                                    .remark("3.1.1 without it, not 3.1"),
                            Parameter.special("clean_session", MqttSource::session, "clean.session")
                                    .remark(
                                            "false without it; true loses messages that arrive while the task does not run"),
                            Parameter.option("client_id", "client.id.prefix"),
                            Parameter.option("keep_alive", Conversion.SECONDS, "keep.alive.ms"),
                            Parameter.option("ca", Conversion.PATH, "tls.ca"),
                            Parameter.option("cert", Conversion.PATH, "tls.certificate"),
                            Parameter.option("cert_key", Conversion.PATH, "tls.key"),
                            Parameter.option("char_encoding", MqttSource::charset, "payload.charset"),
                            Parameter.option("compression", "payload.compression"),
                            Parameter.option("topic_pattern", "topic.pattern")
                                    .remark("the levels become fields of the messages, which have to be JSON objects"),
                            CommonParameters.ignored("batch_size", "the options `buffer.*` of the connector"),
                            CommonParameters.ignored("batch_timeout", "the options `buffer.*` of the connector")))
            .requires("topics")
            .steps(MqttSource::login, MqttSource::finish)
            .from(Origin.ofHosts(
                            "broker.urls",
                            config -> config.getOrDefault("broker.urls", "").startsWith("ssl:") ? "mqtts" : "mqtt")
                    .login("user", "password"));

    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;

    private MqttSource() {}

    private static void login(Draft draft) {
        String user = draft.dsn().login().user();
        if (user != null) {
            draft.set("user", user, "user");
        }
        String password = draft.dsn().login().password();
        if (password != null) {
            draft.set("password", password, "password");
        }
        if (!draft.dsn().object().replace("/", "").isEmpty()) {
            draft.problem("object", "nothing after the host; topics are in the parameter topics", "a path", null);
        }
    }

    private static void finish(Draft draft) {
        boolean tls = draft.dsn().driver().equals("mqtts") || draft.has("tls.ca") || draft.has("tls.certificate");
        int usual = tls ? TLS_PORT : PORT;
        if (draft.dsn().hosts().isEmpty()) {
            draft.problem("host", "the broker, as in mqtt://host:1883", "none", null);
            return;
        }
        draft.set(
                "broker.urls",
                draft.dsn().hosts().stream()
                        .map(host -> (tls ? "ssl://" : "tcp://") + host.host() + ':' + host.port(usual))
                        .collect(Collectors.joining(",")),
                "host");
        if (!tls && draft.dsn().hosts().stream().anyMatch(host -> host.port(usual) == TLS_PORT)) {
            draft.note("port", "8883 usually is a port with TLS; without ca=@FILE or mqtts:// the connection is plain");
        } else {
            ServerAddress.checkPorts(draft, "MQTT", PORT);
        }
        if (draft.has("topic.pattern")) {
            draft.set("topic.levels", "fields");
            draft.set("payload.format", "json");
        } else if (draft.has("payload.charset") && !draft.get("payload.charset").equals("UTF-8")) {
            draft.set("payload.format", "string");
        }
    }

    private static void session(DsnParameter parameter, Draft draft) {
        draft.convert(parameter, Conversion.FLAG, "clean.session");
        if (draft.get("clean.session").equals("true")) {
            draft.note(parameter, "messages that are published while the task does not run are lost; false keeps them");
        }
    }

    private static String charset(String value) {
        return switch (value.replace('_', '-').toUpperCase(Locale.ROOT)) {
            case "UTF-8", "UTF8" -> "UTF-8";
            case "BIG5" -> "Big5";
            default -> value.replace('_', '-');
        };
    }
}
