// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code on.error}: what becomes of a value that cannot be converted. */
enum OnError {
    NULL,
    SKIP,
    FAIL
}
