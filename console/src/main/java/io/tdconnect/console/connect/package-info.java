// SPDX-License-Identifier: Apache-2.0
/** The Connect cluster, by the REST API of a worker. */
@NullMarked
package io.tdconnect.console.connect;

import org.jspecify.annotations.NullMarked;
