// SPDX-License-Identifier: Apache-2.0
/** Reads values by subscription or polling, and missed ones from the server's history. */
@NullMarked
package io.tdconnect.opcua.read;

import org.jspecify.annotations.NullMarked;
