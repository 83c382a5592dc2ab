// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

/** Formats of key stores and trust stores. */
enum StoreType {
    PKCS12,
    JKS
}
