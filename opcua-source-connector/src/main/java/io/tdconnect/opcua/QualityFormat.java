// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code quality.format}: how a status code is written. */
enum QualityFormat {
    CODE,
    TEXT,
    BOTH
}
