// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import io.tdconnect.testing.emulator.engine.sql.SqlException;

/** The refusals that several statements share. */
final class Failures {
    private Failures() {}

    static TdengineException of(SqlException e) {
        return new TdengineException(e.code(), e.text());
    }

    static TdengineException noDatabase() {
        return new TdengineException(0x388, "Database not exist");
    }

    static TdengineException noTable() {
        return new TdengineException(0x2603, "Table does not exist");
    }

    static TdengineException tableExists() {
        return new TdengineException(0x603, "Table already exists");
    }

    static TdengineException noColumn(String name) {
        return new TdengineException(0x2602, "Invalid column name: " + name);
    }

    static TdengineException tooLong(String name) {
        return new TdengineException(0x2653, "Value too long for column/tag: " + name);
    }

    static TdengineException duplicateColumn() {
        return new TdengineException(0x263c, "Duplicated column names");
    }

    static TdengineException tagCount() {
        return new TdengineException(0x260d, "Tags number not matched");
    }

    static TdengineException noLog() {
        return new TdengineException(0x38c, "WAL retention period is zero");
    }

    static TdengineException noTopic() {
        return new TdengineException(0x3e1, "Topic not exist");
    }

    static TdengineException alter(int code, String text) {
        return new TdengineException(code, text);
    }
}
