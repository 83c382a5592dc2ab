// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.json.JsonTree;
import io.tdconnect.common.record.Routing;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// The events were recorded from server 3.3.5.
class TableEventTest {
    private static final String SUPER = """
            {"type":"create","tableType":"super","tableName":"m","columns":[{"name":"ts","type":9,"isPrimarykey":false},\
            {"name":"n","type":8,"length":10}],"tags":[{"name":"g","type":4},{"name":"loc","type":8,"length":10}]}""";
    private static final String CHILD = """
            {"type":"create","tableType":"child","tableName":"t2","using":"m","tagNum":2,"tags":[{"name":"g","type":5,\
            "value":9007199254740993},{"name":"loc","type":8,"value":"\\"l2\\""}],"createList":[]}""";
    private static final String SEVERAL = """
            {"type":"create","tableType":"child","tableName":"t0","using":"m","tagNum":2,"tags":[],"createList":[\
            {"tableName":"t0","using":"m","tagNum":2,"tags":[]},{"tableName":"t1","using":"m","tagNum":2,"tags":[\
            {"name":"loc","type":8,"value":"\\"l1\\""}]}]}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                SUPER + "|" + "\"tableName\":\"n_m\"",
                CHILD + "|"
                        + "\"tableName\":\"n_t2\",\"using\":\"n_m\",\"tagNum\":2,\"tags\":[{\"name\":\"g\",\"type\":5,"
                        + "\"value\":9007199254740993}",
                SEVERAL + "|"
                        + "\"createList\":[{\"tableName\":\"n_t0\",\"using\":\"n_m\",\"tagNum\":2,\"tags\":[]},{\"tableName\":\"n_t1\",\"using\":\"n_m\"",
                "{\"type\":\"create\",\"tableType\":\"normal\",\"tableName\":\"nt\",\"columns\":[]}|\"tableName\":\"n_nt\"",
                "{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"m\",\"alterType\":5,\"colName\":\"w\",\"colType\":5}"
                        + "|{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"n_m\",\"alterType\":5,\"colName\":\"w\",\"colType\":5}",
                "{\"type\":\"drop\",\"tableNameList\":[\"t3\",\"t4\"]}|{\"type\":\"drop\",\"tableNameList\":[\"n_t3\",\"n_t4\"]}",
                "{\"type\":\"drop\",\"tableType\":\"super\",\"tableName\":\"m\"}|\"tableName\":\"n_m\"",
                "{\"type\":\"delete\",\"sql\":\"delete from `t0` where `ts` \\u003e= 17 and `ts` \\u003c= 18\"}"
                        + "|{\"type\":\"delete\",\"sql\":\"delete from `n_t0` where `ts` >= 17 and `ts` <= 18\"}",
            })
    void everyNameInAnEventIsRenamed(String event, String expected) {
        SinkRecord renamed = rename("rename", "rename-table:prefix:n_").apply(event(event));

        assertThat((String) renamed.value()).contains(expected);
        assertThat(renamed.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(renamed.headers().lastWithName("td.metadata")).isNotNull();
        assertThat(renamed.headers().lastWithName("td.table")).isNull();
    }

    @Test
    void scopesConcernTheTablesThatTheyNameInEventsToo() {
        RenameTable<SinkRecord> children = rename("rename", "rename-child-table:prefix:n_");
        RenameTable<SinkRecord> supers = rename("rename", "rename-super-table:prefix:n_");

        assertThat(children.apply(event(SUPER)).value()).isEqualTo(SUPER);
        assertThat((String) children.apply(event(CHILD)).value()).contains("\"tableName\":\"n_t2\",\"using\":\"m\"");
        assertThat((String) supers.apply(event(CHILD)).value()).contains("\"tableName\":\"t2\",\"using\":\"n_m\"");
        assertThat((String) supers.apply(event(SUPER)).value()).contains("\"tableName\":\"n_m\"");
    }

    @Test
    void aDeletionFromSupertableIsRenamedAsOne() {
        String deletion = "{\"type\":\"delete\",\"sql\":\"delete from `m` where `ts` >= 1 and `ts` <= 2\"}";
        RenameTable<SinkRecord> children = rename("rename", "rename-child-table:prefix:n_");
        SinkRecord row = Records.of(null, Map.of("v", 1));
        new Routing(null, "m", "t1", List.of(), null).writeTo(row.headers());

        assertThat((String) children.apply(event(deletion)).value()).contains("`n_m`");
        children.apply(row);
        assertThat((String) children.apply(event(deletion)).value()).contains("`m`");
    }

    @Test
    void templatesTakeTagsOfCreatedTablesAndNeverDefaults() {
        RenameTable<SinkRecord> rename = rename("rename", "rename-child-table:template:{loc:none}_{name}_{topic}");

        assertThat((String) rename.apply(event(CHILD)).value()).contains("\"tableName\":\"l2_t2_topic\"");
        assertThatThrownBy(() -> rename.apply(event("{\"type\":\"drop\",\"tableNameList\":[\"t3\"]}")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{loc}")
                .hasMessageContaining("prefix");
    }

    @Test
    void unchangedEventsCanBeDropped() {
        String regex = "rename-table:replace_with_regex:^t(?<n>[0-9]+)$::copy_$n";

        assertThat(rename("rename", regex).apply(event(SUPER))).isNotNull();
        RenameTable<SinkRecord> inSameDatabase = rename("rename", regex, "unchanged.events", "drop");
        assertThat(inSameDatabase.apply(event(SUPER))).isNull();
        assertThat(inSameDatabase.apply(event("{\"type\":\"drop\",\"tableNameList\":[\"x\"]}")))
                .isNull();
        assertThat(inSameDatabase.apply(event(CHILD))).isNotNull();
    }

    @Test
    void namesThatAreEmptyStayEmpty() {
        SinkRecord normal = Records.of(null, Map.of("v", 1));
        new Routing("db", "", "log", List.of(), "ts").writeTo(normal.headers());
        SinkRecord query = Records.of(null, Map.of("v", 1));
        new Routing("db", "", "", List.of(), "ts").writeTo(query.headers());
        RenameTable<SinkRecord> rename = rename("rename", "rename-table:prefix:n_");

        assertThat(Routing.read(rename.apply(normal).headers()))
                .isEqualTo(new Routing("db", "", "n_log", List.of(), "ts"));
        assertThatThrownBy(() -> rename.apply(query)).isInstanceOf(DataException.class);
    }

    @Test
    void eventsAsMapsAreRenamedWithoutChangingTheirRecord() {
        SinkRecord event = Records.of(null, new JsonTree(JsonTree::exact, false).parse(SEVERAL));
        event.headers().addString("td.metadata", "create");
        String before = event.value().toString();

        Object renamed = rename("prefix", "n_").apply(event).value();

        assertThat(renamed.toString()).contains("tableName=n_t1").contains("using=n_m");
        assertThat(event.value()).hasToString(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":",
                "[1]",
                "\"x\"",
                "{\"type\":\"delete\",\"sql\":\"drop table x\"}",
                "{\"x\":1.0e2147483648}",
                "{\"x\":[1E99999999999999999999]}"
            })
    void whatIsNoEventIsBadRecord(String value) {
        assertThatThrownBy(() -> rename("prefix", "n_").apply(event(value)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("xpected");
    }

    @Test
    void tagsAreAddedToCreatedTables() {
        String tags = "site=north\nline:INT=7\ncode:NCHAR(5)=é\nok:BOOL=true\nraw:VARBINARY(4)=\\x00ff\n"
                + "at:TIMESTAMP(ms)=2024-01-01T00:00:00Z\nwide:BIGINT UNSIGNED=18446744073709551615";

        assertThat((String) tag(tags).apply(event(SUPER)).value())
                .endsWith("\"tags\":[{\"name\":\"g\",\"type\":4},{\"name\":\"loc\",\"type\":8,\"length\":10},"
                        + "{\"name\":\"site\",\"type\":8,\"length\":16},{\"name\":\"line\",\"type\":4},"
                        + "{\"name\":\"code\",\"type\":10,\"length\":5},{\"name\":\"ok\",\"type\":1},"
                        + "{\"name\":\"raw\",\"type\":16,\"length\":4},{\"name\":\"at\",\"type\":9},"
                        + "{\"name\":\"wide\",\"type\":14}]}");
        assertThat((String) tag(tags).apply(event(CHILD)).value())
                .contains("\"tagNum\":9")
                .contains("{\"name\":\"site\",\"type\":8,\"value\":\"\\\"north\\\"\"},"
                        + "{\"name\":\"line\",\"type\":4,\"value\":7},{\"name\":\"code\",\"type\":10,\"value\":\"\\\"é\\\"\"},"
                        + "{\"name\":\"ok\",\"type\":1,\"value\":true},"
                        + "{\"name\":\"raw\",\"type\":16,\"value\":\"\\\"\\\\x00ff\\\"\"},"
                        + "{\"name\":\"at\",\"type\":9,\"value\":\"\\\"2024-01-01T00:00:00Z\\\"\"},"
                        + "{\"name\":\"wide\",\"type\":14,\"value\":18446744073709551615}]");
        String north = "{\"name\":\"site\",\"type\":8,\"value\":\"\\\"north\\\"\"}";
        assertThat((String) tag("add-tag:site=north").apply(event(SEVERAL)).value())
                .contains("{\"tableName\":\"t0\",\"using\":\"m\",\"tagNum\":3,\"tags\":[" + north + "]}")
                .contains("\"l1\\\"\"}," + north + "]}]}");
    }

    @Test
    void aTagThatTheOriginHasBecomesTheConstant() {
        assertThat((String) tag("loc=x").apply(event(CHILD)).value())
                .contains("\"tagNum\":2")
                .contains("{\"name\":\"loc\",\"type\":8,\"value\":\"\\\"x\\\"\"}")
                .doesNotContain("l2");
        String set = """
                {"type":"alter","tableType":"child","tableName":"t1","alterType":4,"colName":"loc","colValue":null,\
                "colValueNull":true}""";
        assertThat((String) tag("loc=x").apply(event(set)).value())
                .contains("\"colValue\":\"\\\"x\\\"\",\"colValueNull\":false");
        assertThat((String) tag("site=x").apply(event(set)).value()).contains("\"colValueNull\":true");
    }

    @Test
    void otherEventsKeepWhatTheyTell() {
        String drop = "{\"type\":\"drop\",\"tableNameList\":[\"t3\"]}";

        assertThat(tag("site=x").apply(event(drop)).value()).isEqualTo(drop);
        assertThatThrownBy(() -> tag("price:DECIMAL(10,2)=1.5").apply(event(CHILD)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("price");
    }

    @Test
    void normalTablesGetNoTags() {
        SinkRecord normal = Records.parse().apply(Records.of("{\"v\":1}"));
        new Routing(null, "", "log", List.of(), null).writeTo(normal.headers());

        assertThat(tag("site=x").apply(normal)).isSameAs(normal);
        String created =
                "{\"type\":\"create\",\"tableType\":\"normal\",\"tableName\":\"nt\",\"columns\":[],\"tags\":[]}";
        assertThat(tag("site=x").apply(event(created)).value()).isEqualTo(created);
    }

    @Test
    void severalTagsBehindOneAreRefused() {
        assertThatThrownBy(() -> tag("add-tag:a=1,b=2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("one tag after add-tag:");
        assertThat(Records.text(tag("add-tag:a=1,2").apply(row()).value())).isEqualTo("{v=1, a=1,2}");
        assertThat(Records.text(tag("a=1,b=2").apply(row()).value())).isEqualTo("{v=1, a=1,b=2}");
    }

    private static SinkRecord row() {
        SinkRecord row = Records.parse().apply(Records.of("{\"v\":1}"));
        new Routing(null, "m", "t", List.of(), null).writeTo(row.headers());
        return row;
    }

    private static SinkRecord event(String json) {
        SinkRecord event = Records.of(Schema.STRING_SCHEMA, json);
        event.headers().addString("td.metadata", "create");
        return event;
    }

    private static RenameTable<SinkRecord> rename(String... options) {
        RenameTable<SinkRecord> transform = new RenameTable<>();
        transform.configure(Records.map(options));
        return transform;
    }

    private static AddTag<SinkRecord> tag(String tags) {
        AddTag<SinkRecord> transform = new AddTag<>();
        transform.configure(Map.of("tags", tags));
        return transform;
    }
}
