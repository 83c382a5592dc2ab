// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From rows to records. */
class RowRecordsTest {
    private static final String METERS = """
            ts,current,voltage,tbname,groupid
            2017-07-14T10:40:00+08:00,10.3,219,d1,2
            2017-07-14T10:40:01+08:00,12.6,,d2,3
            """;

    @TempDir
    private Path folder;

    @Test
    void rowsGoToTheSinkWithoutATransform() throws Exception {
        List<SourceRecord> records = read(
                METERS,
                "types",
                "ts: TIMESTAMP(ms), current: FLOAT, voltage: INT, groupid: INT",
                "database",
                "power",
                "stable",
                "meters",
                "table",
                "{tbname}",
                "tags",
                "groupid",
                "timestamp.field",
                "ts",
                "topic",
                "t.{file}");

        SourceRecord first = records.get(0);
        Struct row = (Struct) first.value();
        assertThat(first.topic()).isEqualTo("t.a");
        assertThat(first.key()).isEqualTo("d1");
        assertThat(Routing.read(first.headers()))
                .isEqualTo(new Routing("power", "meters", "d1", List.of("groupid"), "ts"));
        assertThat(row.schema().field("ts").schema()).isEqualTo(Timestamp.optionalSchema(Precision.MS));
        assertThat(row.getInt64("ts")).isEqualTo(1_500_000_000_000L);
        assertThat(row.getFloat32("current")).isEqualTo(10.3f);
        assertThat(row.getInt32("voltage")).isEqualTo(219);
        assertThat(row.getString("tbname")).isEqualTo("d1");
        assertThat(((Struct) records.get(1).value()).getInt32("voltage")).isNull();
    }

    @Test
    void aListOfRowsHasTheTableOfEach() throws Exception {
        List<SourceRecord> records = read(METERS + "1,2,3,d1,4\n", "rows.per.record", "2", "table", "{tbname}");

        assertThat(records).hasSize(2);
        assertThat((List<?>) records.get(0).value()).hasSize(2);
        assertThat(records.get(0).key()).isNull();
        assertThat(Routing.readRows(records.get(0).headers(), 2))
                .extracting(Routing::table)
                .containsExactly("d1", "d2");
        assertThat(records.get(1).key()).isEqualTo("d1");
        assertThat(records.get(1).valueSchema().type()).isEqualTo(Schema.Type.ARRAY);
        assertThat(TaskRun.header(records.get(1), "csv.line")).isEqualTo("4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de-DE | 1.234,5    | 1234.5
            de-DE | -1234,5    | -1234.5
            fr-FR | 1 234,5    | 1234.5
            de-CH | 1'234.5    | 1234.5
            en-IN | 12,34,567  | 1234567.0
            en-US | 1,234.5e3  | 1234500.0
            """)
    void numbersOfOtherCountriesAreRead(String locale, String number, double expected) throws Exception {
        List<SourceRecord> records = read(
                "n;t\n" + number + ";" + number + "\n",
                "delimiter",
                ";",
                "types",
                "n: DOUBLE",
                "number.locale",
                locale);

        assertThat(((Struct) records.get(0).value()).getFloat64("n")).isEqualTo(expected);
        assertThat(((Struct) records.get(0).value()).getString("t")).isEqualTo(number);
    }

    @Test
    void anotherCharsetIsRead() throws Exception {
        for (String charset : List.of("GBK", "GB18030", "UTF-16", "UTF-16LE")) {
            Path file = folder.resolve("a.csv");
            Files.write(file, "名,值\n电压,\"一,二\"\n".getBytes(Charset.forName(charset)));

            Struct row =
                    (Struct) TaskRun.readAll(file, "charset", charset).get(0).value();

            assertThat(row.getString("名")).as(charset).isEqualTo("电压");
            assertThat(row.getString("值")).as(charset).isEqualTo("一,二");
        }
    }

    @Test
    void badLinesStopTheTaskWithTheirPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n3,secret\n4,5\n");
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        try (TaskRun run = TaskRun.start(offsets, file, "types", "b: INT", "watch", "false")) {
            Throwable failure = run.failure();

            assertThat(failure)
                    .hasMessage("File " + file
                            + ", line 3, column 2: expected INT (-2147483648 to 2147483647), found text of"
                            + " 6 characters that is not a number. Correct the file or the options, or set on.error to skip"
                            + " or topic");
        }
        // The row before it has arrived.
        Files.writeString(file, "a,b\n1,2\n3,33333\n4,5\n");
        try (TaskRun run = TaskRun.start(offsets, file, "types", "b: INT", "watch", "false")) {
            assertThat(TaskRun.firsts(run.takeAll())).hasSizeBetween(2, 3).endsWith("3", "4");
        }
    }

    @Test
    void badLinesAreSkippedOrSentToATopic() throws Exception {
        String text = "a,b\n1,2\n\"3,3\",x\n4\n5,6,7\n\"8\"9,1\n10,11\n";

        assertThat(TaskRun.firsts(read(text, "types", "b: INT", "on.error", "skip")))
                .containsExactly("1", "10");
        List<SourceRecord> records =
                read(text, "types", "b: INT", "on.error", "topic", "errors.topic", "bad", "rows.per.record", "10");

        assertThat(records).extracting(SourceRecord::topic).containsExactly("csv", "bad", "bad", "bad", "bad", "csv");
        assertThat(records.subList(1, 5))
                .extracting(SourceRecord::value)
                .containsExactly("\"3,3\",x", "4", "5,6,7", "\"8\"9,1");
        assertThat(records.subList(1, 5))
                .extracting(record -> TaskRun.header(record, "csv.line") + ":" + TaskRun.header(record, "csv.column"))
                .containsExactly("3:2", "4:2", "5:3", "6:1");
        assertThat(TaskRun.header(records.get(2), "csv.error")).contains("expected 2 fields, found 1");
        assertThat(read("a,b\n4\n", "missing.fields", "null")).hasSize(1);
    }

    @Test
    void aFileThatCannotBeReadIsLeftOutIfTheOptionsSaySo() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "a,a\n1,2\n");
        Files.writeString(folder.resolve("b.csv"), "a,b\n1,2\n");

        assertThat(TaskRun.readAll(folder, "on.error", "skip", "when.done", "delete"))
                .hasSize(1);
        assertThat(folder.resolve("a.csv")).exists();
        assertThat(folder.resolve("b.csv")).doesNotExist();
        try (TaskRun run = TaskRun.start(new HashMap<>(), folder, "watch", "false")) {
            assertThat(run.failure()).hasMessageContaining("a.csv: header: expected each column once");
        }
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "root reads everything");
        try (TaskRun run = TaskRun.start(new HashMap<>(), folder, "watch", "false")) {
            assertThat(run.failure()).hasMessageContaining("the user of the worker may read");
        }
    }

    @Test
    void aRowThatIsTooLargeForARecordIsABadLine() throws Exception {
        String text = "a,b\n1," + "x".repeat(3_000) + "\n2,y\n3,z\n";

        assertThat(TaskRun.firsts(read(text, "on.error", "skip", "record.max.bytes", "2600")))
                .containsExactly("2", "3");
        assertThat(read(text.replace("x", ""), "rows.per.record", "100", "record.max.bytes", "2600"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            when.done=move                                  | done.directory  | expected a folder
            when.done=move,done.directory={folder}          | done.directory  | expected another folder
            split.bytes=1048576                             | split.bytes     | quoted.line.breaks=false
            split.bytes=5                                   | split.bytes     | at least 1048576
            delimiter=;,quote=;                             | quote           | expected different characters
            on.error=topic                                  | errors.topic    | expected a Kafka topic
            types=b: INT                                    | files           | expected a column b, which types names
            types=a: INTT                                   | types           | expected a type of TDengine
            header=x,types=b: INT                           | types           | expected a column b
            charset=klingon                                 | charset         | expected a charset such as UTF-8
            number.locale=xx                                | number.locale   | expected a language and country
            delimiter=::                                    | delimiter       | expected one ASCII character
            timestamp.zone=Mars                             | timestamp.zone  | expected a zone
            delimeter=;                                     | delimeter       | delimiter
            """)
    void optionsThatDoNotFitAreRefused(String options, String option, String message) throws Exception {
        Files.writeString(folder.resolve("a.csv"), "a,c\n1,2\n");

        assertThat(problems(
                        folder, options.replace("{folder}", folder.toString()).split(",(?=[a-z.]+=)")))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith(option + ": ").contains(message));
    }

    @Test
    void validationLooksAtTheFiles() throws Exception {
        assertThat(problems(folder.resolve("no.csv"), "watch=false"))
                .containsExactly("files: expected files on this worker, found none");
        assertThat(problems(folder.resolve("no/*.csv"), "watch=false"))
                .singleElement()
                .asString()
                .contains("expected a folder that this worker can read");
        Files.writeString(folder.resolve("a.csv"), "a,a\n1,2\n");
        assertThat(problems(folder, "watch=false")).singleElement().asString().contains("expected each column once");
        Files.write(folder.resolve("a.csv"), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(problems(folder, "watch=false")).isEmpty();
    }

    private static List<String> problems(Path files, String... options) {
        Map<String, String> config = new HashMap<>(Map.of("files", files.toString(), "name", "x"));
        for (String option : options) {
            config.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        return new CsvSourceConnector()
                .validate(config).configValues().stream()
                        .flatMap(RowRecordsTest::messages)
                        .toList();
    }

    private static java.util.stream.Stream<String> messages(ConfigValue value) {
        return value.errorMessages().stream().map(message -> value.name() + ": " + message);
    }

    private List<SourceRecord> read(String text, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), text);
        return TaskRun.readAll(file, options);
    }
}
