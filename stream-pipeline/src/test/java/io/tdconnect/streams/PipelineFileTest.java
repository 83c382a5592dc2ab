// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.transform.TransformConfig;
import io.tdconnect.streams.config.PassedSettings;
import io.tdconnect.streams.message.BadMessages;
import io.tdconnect.streams.message.PipelineMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineFileTest {
    private static final String YAML = """
            bootstrap.servers: [b1:9092, b2:9092]
            streams:
              num.stream.threads: 2
            pipelines:
              meters:
                input.topics: [a, b]
                output: {topic: rows}
                stages:
                  - type: ParseJson
                  - type: Filter
                    condition: id != 1
                  - type: Filter
                    condition: id != 2
                  - name: map
                    type: io.tdconnect.transforms.MapToTable$Value
                    columns: [ts, 'v:DOUBLE']
                streams.producer.linger.ms: 5
              parsed:
                input.topics.pattern: landing-.*
                output.topic: other
                application.id: other
                stages:
                  - {type: TaosxParser, parser: '@parser.json'}
            """;
    private static final String PARSER =
            "{\"parse\":{\"value\":{\"json\":\"\"}},\"model\":{\"name\":\"t\",\"using\":\"s\",\"columns\":[\"ts\"]}}";

    @TempDir
    private Path folder;

    @Test
    void yamlHoldsPipelinesWithListsOfStages() throws IOException {
        Files.writeString(folder.resolve("parser.json"), PARSER);

        List<PipelineConfig> pipelines = PipelineFile.read(write("p.yaml", YAML));

        assertThat(pipelines).extracting(PipelineConfig::name).containsExactly("meters", "parsed");
        PipelineConfig meters = pipelines.get(0);
        assertThat(meters.delivery().applicationId()).isEqualTo("tdconnect-meters");
        assertThat(meters.errors().deadLetterTopic()).isEqualTo("tdconnect-meters.dead-letters");
        assertThat(meters.input().brokers()).containsExactly("b1:9092", "b2:9092");
        assertThat(meters.input().topics()).containsExactly("a", "b");
        assertThat(meters.stages())
                .extracting(TransformConfig::name)
                .containsExactly("ParseJson", "Filter", "Filter-3", "map");
        assertThat(meters.stages().get(3).options()).containsEntry("columns", "ts,v:DOUBLE");
        assertThat(meters.streams()).containsEntry("num.stream.threads", "2").containsEntry("producer.linger.ms", "5");
        assertThat(pipelines.get(1).streams()).doesNotContainKey("producer.linger.ms");
    }

    @Test
    void propertiesSayTheSame() throws IOException {
        List<PipelineConfig> pipelines = PipelineFile.read(write("p.properties", """
                bootstrap.servers=b1:9092
                pipelines.meters.input.topics=a
                pipelines.meters.output.topic=rows
                pipelines.meters.stages=parse,map
                pipelines.meters.stages.parse.type=ParseJson
                pipelines.meters.stages.map.type=MapToTable
                pipelines.meters.stages.map.table=d{id}
                """));

        assertThat(pipelines.get(0).stages()).extracting(TransformConfig::name).containsExactly("parse", "map");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            output: {topic: rows}        ; output.topik: rows                   ; unknown option output.topik
            output: {topic: rows}        ; output.topic: ro ws                  ; output.topic
            output: {topic: rows}        ; output.topic: 'x{'                   ; output.topic
            input.topics: [a, b]         ; input.format: string                 ; expected either input.topics or input.topics.pattern
            condition: id != 1           ; conditon: id != 1                    ; stage Filter (Filter): unknown option conditon
            condition: id != 1           ; condition: id !! 1                   ; stage Filter (Filter): Invalid value
            - type: ParseJson            ; - type: ParseJsonn                   ; stage ParseJsonn (ParseJsonn): expected a transform
            - type: ParseJson            ; - typ: ParseJson                     ; expected stages with type
            application.id: other        ; application.id: tdconnect-meters     ; pipeline parsed: expected another application.id
            application.id: other        ; deduplicate.window.ms: -1            ; deduplicate.window.ms
            application.id: other        ; report.deadbands: [voltage]          ; report.deadbands
            application.id: other        ; downsample.window.ms: 5              ; downsample.columns
            application.id: other        ; {                                    ; found a fault at line
            output: {topic: rows}        ; output.topic: b                      ; output.topic: expected another topic than those of input.topics, found b
            output.topic: other          ; output.topic: landing-rows           ; output.topic: expected another topic than those of input.topics.pattern
            application.id: other        ; errors.dead.letter.topic: landing-e  ; errors.dead.letter.topic: expected another topic than those of input
            application.id: other        ; errors.dead.letter.topic: other      ; errors.dead.letter.topic: expected another topic than output.topic
            input.topics: [a, b]         ; input.topics: a b                     ; name of a topic
            b1:9092                      ; b1                                   ; with their port
            parsed:                      ; meters:                              ; expected each name once, found one again at line 18
            application.id: other        ; output.topic: again                  ; expected each name once, found one again at line
            num.stream.threads: 2        ; num.stream.threads: two              ; streams.num.stream.threads: Invalid value two
            producer.linger.ms: 5        ; producer.linger.ms: -5               ; streams.producer.linger.ms: Invalid value -5
            producer.linger.ms: 5        ; producer.max.request.size: 1MB       ; streams.producer.max.request.size: Invalid value 1MB
            producer.linger.ms: 5        ; main.consumer.max.poll.records: x    ; streams.main.consumer.max.poll.records: Invalid value x
            producer.linger.ms: 5        ; security.protocol: TLS               ; streams.security.protocol: Invalid value TLS
            producer.linger.ms: 5        ; application.id: x                    ; expected the option application.id, found streams.application.id
            producer.linger.ms: 5        ; processing.exception.handler: x.Y    ; expected errors.policy, found streams.processing.exception.handler
            """)
    void aFaultIsRefusedWithItsPlace(String right, String wrong, String place) throws IOException {
        Files.writeString(folder.resolve("parser.json"), PARSER);
        Path file = write("p.yaml", YAML.replaceFirst(java.util.regex.Pattern.quote(right), wrong));

        assertThatThrownBy(() -> PipelineFile.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(place);
    }

    @Test
    void stagesMayBeThoseOfAllPipelines() throws IOException {
        List<PipelineConfig> pipelines = PipelineFile.read(write("p.yaml", """
                bootstrap.servers: b1:9092
                stages: [{type: ParseJson}, {type: Filter, condition: id != 1}]
                pipelines:
                  a: {input.topics: a, output.topic: rows}
                  b: {input.topics: b, output.topic: rows}
                """));

        assertThat(pipelines)
                .hasSize(2)
                .allSatisfy(pipeline -> assertThat(pipeline.stages())
                        .extracting(TransformConfig::name)
                        .containsExactly("ParseJson", "Filter"));
    }

    @Test
    void patternMayMatchTheTopicOfDeadLettersThatAreNotWritten() throws IOException {
        String file = """
                bootstrap.servers: b1:9092
                pipelines:
                  a: {input.topics.pattern: 'tdconnect-.*', output.topic: rows, stages: [{type: ParseJson}]}
                """;

        assertThatThrownBy(() -> PipelineFile.read(write("p.yaml", file)))
                .hasMessageContaining("found tdconnect-a.dead-letters");
        assertThat(PipelineFile.read(write("p.yaml", file + "errors.policy: skip\n")))
                .hasSize(1);
    }

    @Test
    void settingsThatProvidersFillInAreNotChecked() throws IOException {
        Files.writeString(folder.resolve("parser.json"), PARSER);
        String text = YAML.replace("num.stream.threads: 2", "num.stream.threads: '${env:THREADS}'")
                .replace("producer.linger.ms: 5", "own.interceptor.name: x");

        PipelineConfig meters = PipelineFile.read(write("p.yaml", text)).get(0);

        assertThat(PassedSettings.unknown(meters.streams())).containsExactly("streams.own.interceptor.name");
    }

    @Test
    void windowsNeedTransactions() throws IOException {
        Files.writeString(folder.resolve("parser.json"), PARSER);
        String windows = YAML + "    downsample: {window.ms: 1000, columns: 'v:avg'}\n";

        assertThatThrownBy(() -> PipelineFile.read(write("p.yaml", windows)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("processing.guarantee=exactly_once_v2");
        assertThat(PipelineFile.read(write("p.yaml", windows + "    processing.guarantee: exactly_once_v2\n")))
                .hasSize(2);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void settingsOfStreamsWinOverThoseOfThePipeline() {
        assertThat(settings("stages", "p", "stages.p.type", "ParseJson"))
                .containsEntry("producer.compression.type", "lz4")
                .containsEntry("producer.linger.ms", "20");
        assertThat(settings("stages", "p", "stages.p.type", "ParseJson", "streams.producer.compression.type", "none"))
                .containsEntry("producer.compression.type", "none");
    }

    private static Properties settings(String... options) {
        PipelineConfig config = TestPipeline.config(options);
        return StreamsSettings.of(
                config, new BadMessages(config.name(), config.errors(), config.sizeLimit(), new PipelineMetrics()));
    }
}
