// SPDX-License-Identifier: Apache-2.0
/** A small in-memory server that speaks the protocol of the TDengine gateway (taosAdapter). */
@NullMarked
package io.tdconnect.emulator;

import org.jspecify.annotations.NullMarked;
