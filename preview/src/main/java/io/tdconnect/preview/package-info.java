// SPDX-License-Identifier: Apache-2.0
/** The command that shows what transforms and the TDengine sink make of sample messages. */
@NullMarked
package io.tdconnect.preview;

import org.jspecify.annotations.NullMarked;
