// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

/** The kinds of ALTER TABLE, with their number in metadata events. */
public enum AlterKind {
    ADD_TAG(1),
    DROP_TAG(2),
    RENAME_TAG(3),
    ADD_COLUMN(5),
    DROP_COLUMN(6),
    MODIFY_COLUMN(7),
    MODIFY_TAG(8),
    OPTIONS(9),
    RENAME_COLUMN(10);

    private final int code;

    AlterKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
