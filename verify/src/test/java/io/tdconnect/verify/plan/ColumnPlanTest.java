// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.verify.digest.ValueKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnPlanTest {
    @ParameterizedTest
    @CsvSource({
        "INT,INT,LONG",
        "BOOL,BIGINT,LONG",
        "DOUBLE,FLOAT,FLOAT",
        "FLOAT,DOUBLE,DOUBLE",
        "DOUBLE,BIGINT,LONG",
        "VARCHAR,NCHAR,TEXT",
        "DECIMAL,DECIMAL64,DECIMAL",
        "BIGINT,DECIMAL,DECIMAL",
        "VARBINARY,BLOB,BYTES",
        "TIMESTAMP,TIMESTAMP,LONG",
        "DOUBLE,VARCHAR,",
        "VARCHAR,INT,",
        "BIGINT,TIMESTAMP,",
        "VARCHAR,VARBINARY,"
    })
    void aPairOfTypesHasOneFormOrIsNotCompared(ColumnType source, ColumnType target, ValueKind kind) {
        assertThat(ColumnPlan.kind(source, target)).isEqualTo(kind);
    }
}
