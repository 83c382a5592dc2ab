// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

enum TokenKind {
    WORD,
    QUOTED_NAME,
    STRING,
    NUMBER,
    DURATION,
    SYMBOL,
    ILLEGAL,
    END
}
