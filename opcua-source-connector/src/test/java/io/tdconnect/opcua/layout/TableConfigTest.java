// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Table configurations of taosX. */
public class TableConfigTest {
    public static final String METERS = """
            {
                "stable_prefix": "meters", // prefix of the supertable
                "column_configs":
                [
                    {
                        "column_name": "received_time",
                        "column_type": "timestamp",
                        "column_alias": "ts", // name of the column
                        "is_primary_key": true
                    },
                    {
                        "column_name": "original_time",
                        "column_type": "timestamp",
                        "column_alias": "ts_2",
                        "is_primary_key": false
                    },
                    {
                        "column_name": "value",
                        "column_alias": "valueaa",
                        "is_primary_key": false
                    },
                    {
                        "column_name": "quality",
                        "column_type": "int",
                        "column_alias": "quality11",
                        "is_primary_key": false
                    }
                ]
            }
            """;

    @Test
    void aDocumentOfTaosxTellsTheColumns() {
        TableConfig config = TableConfig.parse(METERS);

        assertThat(config.stablePrefix()).isEqualTo("meters");
        assertThat(config.columns())
                .extracting(TableColumn::role, TableColumn::name)
                .containsExactly(
                        tuple(TableColumn.Role.RECEIVED_TIME, "ts"),
                        tuple(TableColumn.Role.ORIGINAL_TIME, "ts_2"),
                        tuple(TableColumn.Role.VALUE, "valueaa"),
                        tuple(TableColumn.Role.QUALITY, "quality11"));
    }

    @Test
    void thePrimaryKeyComesFirst() {
        TableConfig config = TableConfig.parse("{\"column_configs\":[{\"column_name\":\"value\"},"
                + "{\"column_name\":\"received_time\"},{\"column_name\":\"original_time\",\"is_primary_key\":true}]}");

        assertThat(config.stablePrefix()).isNull();
        assertThat(config.columns())
                .extracting(TableColumn::name)
                .containsExactly("original_time", "value", "received_time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | expected an object",
                "{\"column_configs\":[{\"column_name\":\"value\"}]} | as primary key, found none",
                "{\"column_configs\":[{\"column_name\":\"received_time\"}]} | one column with the column_name value",
                "{\"column_configs\":[{\"column_name\":\"colour\"}]} | found colour",
                "{\"column_configs\":[{\"column_name\":\"value\",\"column_type\":\"vector\"}]} | found vector",
                "{\"column_configs\":[{\"column_name\":\"value\",\"alias\":\"v\"}]} | found alias in line 1, column",
                "{\"stable_prefix\":\"m\",\"columns\":[]} | the keys stable_prefix (text) and column_configs (list), found columns",
                "{\"stable_prefix\":\"m\" | expected JSON",
                "meters | expected JSON"
            })
    void aFaultIsTold(String json, String message) {
        assertThatThrownBy(() -> TableConfig.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
