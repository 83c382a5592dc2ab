// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.sink.config.MetadataOptions;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// The creations, added columns, set tags, drops and deletions were recorded from server 3.3.5.
class MetadataSqlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                """
                {"type":"create","tableType":"super","tableName":"m","columns":[{"name":"ts","type":9,"isPrimarykey":false,\
                "encode":"delta-i","compress":"lz4","level":"medium"},{"name":"k","type":4,"isPrimarykey":true},\
                {"name":"n","type":8,"length":10},{"name":"ubi","type":14}],"tags":[{"name":"g","type":4},\
                {"name":"loc","type":10,"length":8}]}\
                |CREATE STABLE IF NOT EXISTS `d`.`m` (`ts` TIMESTAMP,`k` INT PRIMARY KEY,`n` VARCHAR(10),\
                `ubi` BIGINT UNSIGNED) TAGS (`g` INT,`loc` NCHAR(8))""",
                """
                {"type":"create","tableType":"normal","tableName":"nt","columns":[{"name":"ts","type":9},\
                {"name":"v","type":4}],"tags":[]}|CREATE TABLE IF NOT EXISTS `d`.`nt` (`ts` TIMESTAMP,`v` INT)""",
                """
                {"type":"create","tableType":"child","tableName":"t2","using":"m","tagNum":2,"tags":[{"name":"g","type":4,\
                "value":2},{"name":"loc","type":8,"value":"\\"it's\\""}],"createList":[]}\
                |CREATE TABLE IF NOT EXISTS `d`.`t2` USING `d`.`m` (`g`,`loc`) TAGS (2,'it\\'s')""",
                """
                {"type":"create","tableType":"child","tableName":"t","using":"m","tagNum":3,"tags":[],"createList":[]}\
                |CREATE TABLE IF NOT EXISTS `d`.`t` USING `d`.`m` TAGS (NULL,NULL,NULL)""",
                """
                {"type":"create","tableType":"super","tableName":"m","columns":[{"name":"ts","type":9},\
                {"name":"v","type":21,"length":2562},{"name":"w","type":17,"length":9738},{"name":"b","type":18,\
                "length":4194304}],"tags":[{"name":"g","type":4}]}\
                |CREATE STABLE IF NOT EXISTS `d`.`m` (`ts` TIMESTAMP,`v` DECIMAL(10,2),`w` DECIMAL(38,10),`b` BLOB) \
                TAGS (`g` INT)""",
                """
                {"type":"alter","tableType":"super","tableName":"m","alterType":5,"colName":"w","colType":17,"colLength":9728}\
                |ALTER STABLE `d`.`m` ADD COLUMN `w` DECIMAL(38,0)""",
                """
                {"type":"alter","tableType":"super","tableName":"m","alterType":5,"colName":"w","colType":5}\
                |ALTER STABLE `d`.`m` ADD COLUMN `w` BIGINT""",
                """
                {"type":"alter","tableType":"super","tableName":"m","alterType":1,"colName":"w","colType":8,"colLength":7}\
                |ALTER STABLE `d`.`m` ADD TAG `w` VARCHAR(7)""",
                """
                {"type":"alter","tableType":"normal","tableName":"m","alterType":7,"colName":"w","colType":10,"colLength":70}\
                |ALTER TABLE `d`.`m` MODIFY COLUMN `w` NCHAR(70)""",
                """
                {"type":"alter","tableType":"super","tableName":"m","alterType":3,"colName":"w","colNewName":"x"}\
                |ALTER STABLE `d`.`m` RENAME TAG `w` `x`""",
                """
                {"type":"alter","tableType":"super","tableName":"m","alterType":6,"colName":"w"}\
                |ALTER STABLE `d`.`m` DROP COLUMN `w`""",
                """
                {"type":"alter","tableType":"child","tableName":"t1","alterType":4,"colName":"loc","colValue":"\\"zz\\"",\
                "colValueNull":false}|ALTER TABLE `d`.`t1` SET TAG `loc`='zz'""",
                """
                {"type":"alter","tableType":"child","tableName":"t1","alterType":4,"colName":"loc","colValueNull":true}\
                |ALTER TABLE `d`.`t1` SET TAG `loc`=NULL""",
                "{\"type\":\"drop\",\"tableNameList\":[\"t3\"]}|DROP TABLE IF EXISTS `d`.`t3`",
                "{\"type\":\"drop\",\"tableType\":\"super\",\"tableName\":\"m\"}|DROP STABLE IF EXISTS `d`.`m`",
                """
                {"type":"delete","sql":"delete from `t0` where `ts` \\u003e= 17 and `ts` \\u003c= 18"}\
                |DELETE FROM `d`.`t0` WHERE `ts` >= 17 AND `ts` <= 18""",
            })
    void becomesOneStatement(String event, String sql) throws MalformedMessageException {
        assertThat(sql(event, true)).containsExactly(sql);
    }

    @Test
    void aDeletionThatFoundNoRowsDeletesNone() throws MalformedMessageException {
        String event = """
                {"type":"delete","sql":"delete from `m` where `ts` >= -9223372036854775808 and `ts` <= 9223372036854775807"}""";

        assertThat(sql(event, true)).isEmpty();
    }

    @Test
    void createsEachTableOfAList() throws MalformedMessageException {
        String event = """
                {"type":"create","tableType":"child","tableName":"t0","using":"m","tagNum":1,"tags":[{"name":"g","type":4,\
                "value":0}],"createList":[{"tableName":"t0","using":"m","tagNum":1,"tags":[{"name":"g","type":4,"value":0}]},\
                {"tableName":"t1","using":"m","tagNum":1,"tags":[{"name":"g","type":5,"value":1e+15}]}]}""";

        assertThat(sql(event, false))
                .containsExactly(
                        "CREATE TABLE IF NOT EXISTS `d`.`t0` USING `d`.`m` (`g`) TAGS (0)",
                        "CREATE TABLE IF NOT EXISTS `d`.`t1` USING `d`.`m` (`g`) TAGS (1000000000000000)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"drop\",\"tableNameList\":[\"t3\"]}",
                "{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"m\",\"alterType\":2,\"colName\":\"w\"}",
                "{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"m\",\"alterType\":6,\"colName\":\"w\"}",
            })
    void dropsNothingUnlessItMay(String event) throws MalformedMessageException {
        assertThat(sql(event, false)).isEmpty();
        assertThat(sql(event, true)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"delete\",\"sql\":\"delete from `t`; drop database x\"}",
                "{\"type\":\"drop\",\"tableNameList\":[\"t` ; drop database x\"]}",
                "{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"m\",\"alterType\":99,\"colName\":\"w\"}",
                "{\"type\":\"create\",\"tableType\":\"super\",\"tableName\":\"m\",\"columns\":[{\"name\":\"n\",\"type\":8}]}",
                "{\"type\":\"other\"}",
            })
    void refusesWhatItDoesNotKnow(String event) {
        assertThatThrownBy(() -> sql(event, true)).isInstanceOf(DataException.class);
    }

    private static List<String> sql(String event, boolean drops) throws MalformedMessageException {
        return MetadataSql.of("d", MetadataEvent.parse(event), MetadataOptions.everywhere(drops)).stream()
                .map(MetadataSql.Statement::sql)
                .toList();
    }

    @Test
    void tablesOfAListHaveTheirOwnNumberOfTags() throws MalformedMessageException {
        String event = """
                {"type":"create","tableType":"child","tableName":"t0","using":"m","tagNum":1,"tags":[{"name":"g","type":4,\
                "value":0}],"createList":[{"tableName":"t0","using":"m","tagNum":1,"tags":[{"name":"g","type":4,"value":0}]},\
                {"tableName":"t1","using":"n","tagNum":2,"tags":[]}]}""";

        assertThat(sql(event, false))
                .last()
                .isEqualTo("CREATE TABLE IF NOT EXISTS `d`.`t1` USING `d`.`n` TAGS (NULL,NULL)");
    }

    @Test
    void theNumberOfTagsIsBounded() {
        String event = "{\"type\":\"create\",\"tableType\":\"child\",\"tableName\":\"t\",\"using\":\"m\","
                + "\"tagNum\":300000000,\"tags\":[]}";

        assertThatThrownBy(() -> sql(event, false)).hasMessageContaining("tagNum of at most 128");
    }

    @Test
    void onlyNamedDatabasesAndTablesAreChanged() throws MalformedMessageException {
        MetadataOptions options = new MetadataOptions(true, true, true, List.of("d"), List.of("m", "d*"));
        String delete = "{\"type\":\"delete\",\"sql\":\"delete from `%s` where `ts` >= 1 and `ts` <= 5\"}";
        String child = "{\"type\":\"create\",\"tableType\":\"child\",\"tableName\":\"%s\",\"using\":\"%s\","
                + "\"tagNum\":1,\"tags\":[]}";
        String drop = "{\"type\":\"drop\",\"tableNameList\":[\"d1\",\"x\"]}";

        assertThat(MetadataSql.of("d", MetadataEvent.parse(delete.formatted("d17")), options))
                .hasSize(1);
        assertThat(MetadataSql.of("d", MetadataEvent.parse(child.formatted("x", "m")), options))
                .hasSize(1);
        assertThat(MetadataSql.of("d", MetadataEvent.parse(child.formatted("d5", "other")), options))
                .hasSize(1);
        for (String refused : List.of(delete.formatted("x"), child.formatted("x", "other"), drop)) {
            assertThatThrownBy(() -> MetadataSql.of("d", MetadataEvent.parse(refused), options))
                    .hasMessageContaining("apply.metadata.tables");
        }
        assertThatThrownBy(() -> MetadataSql.of("otherdb", MetadataEvent.parse(delete.formatted("d1")), options))
                .isInstanceOf(RowException.class)
                .hasMessageContaining("apply.metadata.databases");
    }

    @Test
    void logsContainNeitherValuesNorLineBreaks() throws MalformedMessageException {
        String event = "{\"type\":\"alter\",\"tableType\":\"child\",\"tableName\":\"t\u2028x\",\"alterType\":4,"
                + "\"colName\":\"loc\",\"colValue\":\"\\\"a\\nINFO forged line\\\"\",\"colValueNull\":false}";
        MetadataSql.Statement statement = MetadataSql.of(
                        "d", MetadataEvent.parse(event), MetadataOptions.everywhere(false))
                .get(0);

        assertThat(statement.sql()).contains("forged");
        assertThat(statement.logged()).isEqualTo("ALTER TABLE `d`.`t?x` SET TAG `loc`");
    }

    @Test
    void valuesOfTagsThatAreObjectsAreRefused() {
        String event = "{\"type\":\"alter\",\"tableType\":\"child\",\"tableName\":\"t\",\"alterType\":4,"
                + "\"colName\":\"loc\",\"colValue\":%s,\"colValueNull\":false}";

        for (String value : List.of("{\"x\":1}", "[1]", "1e999")) {
            assertThatThrownBy(() -> sql(event.formatted(value), false)).isInstanceOf(DataException.class);
        }
    }
}
