// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator;

/** What is sent back for a request. */
sealed interface Reply permits Answer, Frame {}
