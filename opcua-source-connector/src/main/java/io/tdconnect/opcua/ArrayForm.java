// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code arrays}: what arrays and matrices become. */
enum ArrayForm {
    ARRAY,
    COLUMNS,
    JSON
}
