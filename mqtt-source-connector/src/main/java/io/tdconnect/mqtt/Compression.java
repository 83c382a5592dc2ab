// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** How publishers compress payloads. */
enum Compression {
    NONE,
    GZIP,
    SNAPPY,
    LZ4,
    ZSTD
}
