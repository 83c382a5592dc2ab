// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.transform.TransformChain;
import io.tdconnect.common.transform.TransformConfig;
import io.tdconnect.common.transform.TransformStage;
import io.tdconnect.mqtt.MqttPreview;
import io.tdconnect.preview.SampleTexts.Format;
import io.tdconnect.tdengine.sink.SinkPreview;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows sample messages after each transform of a connector, and the rows that the TDengine sink would write. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Shows each line of the standard input after every transform of a connector, and the"
                + " rows that the TDengine sink would write. Ends with status 0 if nothing was refused, 1 if a sample"
                + " was, 2 if the configuration is wrong.")
public final class PreviewCommand implements Callable<Integer> {
    private static final int WRONG_CONFIG = 2;
    private static final String TAOSX = "io.tdconnect.transforms.TaosxParser$Value";
    private static final String MQTT = "MqttSourceConnector";

    @Option(
            names = "--config",
            description = "Configuration of a connector: JSON, or properties if its name ends with .properties")
    private @Nullable Path config;

    @Option(
            names = "--parser",
            description =
                    "Parser document of taosX, which runs before the transforms; the samples in the key input of an explorer task"
                            + " are read if the standard input is empty")
    private @Nullable Path parser;

    @Option(names = "--json", description = "One JSON object per line instead of text")
    private boolean json;

    @Option(
            names = "--source",
            description =
                    "Configuration of the MQTT source that receives the samples; --config is that of the sink that reads"
                            + " its topic. Without a sink it can be given as --config")
    private @Nullable Path source;

    @Option(
            names = "--topic",
            description =
                    "Topic of the samples (default: the first of topics, else samples); with a source the MQTT topic")
    private @Nullable String topic;

    @Option(names = "--key", description = "Key of the samples (default: none)")
    private @Nullable String key;

    @Option(
            names = "--header",
            description =
                    "Header of the samples, NAME=VALUE, such as mqtt.topic=a/b; td.metadata=create makes them metadata events"
                            + " of the TDengine source")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--timestamp-zone",
            description =
                    "Zone of text times without an offset in --parser, as the option timestamp.zone (default: none)")
    private @Nullable String zone;

    @Option(
            names = "--format",
            description =
                    "How samples stand in the standard input: lines (default), json, documents over any number of lines and"
                            + " each element of arrays, or csv with a first line of names")
    private String format = "lines";

    @Mixin
    private TopicOptions running = new TopicOptions();

    @Option(names = "--timestamp", description = "Time of the samples, ms since 1970 (default: now)")
    private @Nullable Long timestamp;

    @Option(names = "--database", description = "Database, if the configuration has none (default: db)")
    private @Nullable String database;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InputStream input;

    /** Reads the samples from the standard input. */
    public PreviewCommand() {
        this(System.in);
    }

    PreviewCommand(InputStream input) {
        this.input = input;
    }

    /** Runs the command line. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new PreviewCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Preview preview;
        List<String> ofTask;
        try {
            ParserFile document = parser == null ? null : ParserFile.read(parser);
            preview = preview(document);
            ofTask = document == null ? List.of() : document.samples();
        } catch (KafkaException | IllegalArgumentException | IOException e) {
            spec.commandLine()
                    .getErr()
                    .println(e instanceof IOException ? "cannot read " + e.getMessage() : e.getMessage());
            return WRONG_CONFIG;
        }
        SampleRun run = new SampleRun(preview, spec.commandLine().getOut(), json);
        try {
            if (running.isGiven()) {
                run.topic(running);
            } else if (run.input(Format.of(format), input) == 0) {
                run.texts(ofTask);
            }
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return WRONG_CONFIG;
        }
        return run.finish() ? 0 : 1;
    }

    private Preview preview(@Nullable ParserFile document) throws IOException {
        if (config == null && parser == null && source == null) {
            throw new IllegalArgumentException("expected --config, --source or --parser; --help shows all options");
        }
        Map<String, String> options = config == null ? Map.of() : ConnectorFile.read(config);
        if (source == null && type(options).equals(MQTT)) {
            return ofSource(options, Map.of(), document);
        }
        refuseSources("--config", options);
        if (source != null) {
            Map<String, String> ofSource = ConnectorFile.read(source);
            if (!type(ofSource).equals(MQTT)) {
                throw new IllegalArgumentException("--source: expected connector.class=" + MQTT
                        + ", whose records can be shown without a server, found " + type(ofSource));
            }
            return ofSource(ofSource, options, document);
        }
        String firstTopic = options.getOrDefault("topics", "").split(",", -1)[0].trim();
        return new Preview(
                new RecordSamples(
                        new SampleReader(options),
                        new RecordSamples.Envelope(
                                topic != null ? topic : firstTopic.isEmpty() ? "samples" : firstTopic,
                                key,
                                headers,
                                time())),
                List.of(),
                null,
                new TransformChain<SinkRecord>(options).stages(parser(document)),
                new SinkPreview(sinkOptions(options)));
    }

    /**
     * A preview of messages of MQTT.
     *
     * @param sink options of the sink that reads the topic; empty to stop at the topic, unless there is a document
     */
    private Preview ofSource(Map<String, String> options, Map<String, String> sink, @Nullable ParserFile document) {
        if (key != null || !headers.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected neither --key nor --header with a source, which sets them, found one");
        }
        MqttPreview mqtt = new MqttPreview(options);
        String mqttTopic = topic != null
                ? topic
                : mqtt.onlyTopic()
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "expected --topic with the MQTT topic of the samples, since topics has wildcards or several"));
        List<TransformStage<SinkRecord>> stages = new ArrayList<>(List.of(MqttSource.stage()));
        stages.addAll(new TransformChain<SinkRecord>(options).stages());
        Samples messages = new MqttSamples(mqtt, mqttTopic, time());
        return sink.isEmpty() && document == null
                ? new Preview(messages, stages, null, List.of(), null)
                : new Preview(
                        messages,
                        stages,
                        new TopicCrossing(options, new SampleReader(sink)),
                        new TransformChain<SinkRecord>(sink).stages(parser(document)),
                        new SinkPreview(sinkOptions(sink)));
    }

    private long time() {
        return timestamp == null ? System.currentTimeMillis() : timestamp;
    }

    private static String type(Map<String, String> options) {
        String type = options.getOrDefault("connector.class", "");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private TransformConfig[] parser(@Nullable ParserFile document) {
        if (document == null) {
            return new TransformConfig[0];
        }
        Map<String, String> options = new HashMap<>(Map.of("parser", document.text()));
        if (zone != null) {
            options.put("timestamp.zone", zone);
        }
        return new TransformConfig[] {new TransformConfig("stage", "parser", TAOSX, options)};
    }

    /** The records of other sources are unknown here: their samples would be refused with misleading reasons. */
    private static void refuseSources(String place, Map<String, String> options) {
        if (type(options).endsWith("SourceConnector")) {
            throw new IllegalArgumentException(
                    place + ", connector.class: expected the configuration of a TDengine sink, found that of"
                            + " a source, " + options.get("connector.class")
                            + "; give --config of the sink that reads its topic, with samples as they stand in"
                            + " the topic, and --header for what the source sets"
                            + (type(options).equals(MQTT)
                                    ? ", or this one as --source with samples as they come by MQTT"
                                    : ""));
        }
    }

    private Map<String, String> sinkOptions(Map<String, String> options) {
        Map<String, String> sink = ConnectorFile.withoutConnection(
                options.getOrDefault("connector.class", "").endsWith("TdengineSinkConnector") ? options : Map.of());
        if (database != null) {
            sink.put("database", database);
        }
        return sink;
    }
}
