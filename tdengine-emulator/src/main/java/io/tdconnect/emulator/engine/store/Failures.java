// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.sql.SqlException;
import io.tdconnect.emulator.engine.value.TdengineException;

/** The refusals that several statements share. */
public final class Failures {
    private Failures() {}

    public static TdengineException of(SqlException e) {
        return new TdengineException(e.code(), e.text());
    }

    public static TdengineException noDatabase() {
        return new TdengineException(0x388, "Database not exist");
    }

    public static TdengineException noTable() {
        return new TdengineException(0x2603, "Table does not exist");
    }

    public static TdengineException tableExists() {
        return new TdengineException(0x603, "Table already exists");
    }

    public static TdengineException noColumn(String name) {
        return new TdengineException(0x2602, "Invalid column name: " + name);
    }

    public static TdengineException tooLong(String name) {
        return new TdengineException(0x2653, "Value too long for column/tag: " + name);
    }

    public static TdengineException duplicateColumn() {
        return new TdengineException(0x263c, "Duplicated column names");
    }

    public static TdengineException tagCount() {
        return new TdengineException(0x260d, "Tags number not matched");
    }

    public static TdengineException noLog() {
        return new TdengineException(0x38c, "WAL retention period is zero");
    }

    public static TdengineException noTopic() {
        return new TdengineException(0x3e1, "Topic not exist");
    }

    public static TdengineException alter(int code, String text) {
        return new TdengineException(code, text);
    }
}
