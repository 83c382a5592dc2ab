// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code structures}: what structures become. */
enum StructureForm {
    STRUCT,
    JSON
}
