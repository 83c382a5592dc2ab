// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code enumerations}: what values of enumerations become. */
enum EnumerationForm {
    NUMBER,
    TEXT,
    BOTH
}
