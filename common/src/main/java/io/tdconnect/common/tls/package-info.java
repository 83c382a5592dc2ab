// SPDX-License-Identifier: Apache-2.0
/** TLS from PEM text, PEM files and key stores, with the JDK only. */
@NullMarked
package io.tdconnect.common.tls;

import org.jspecify.annotations.NullMarked;
