// SPDX-License-Identifier: Apache-2.0
/** Metadata events of the TDengine source: their tables get other names and more tags. */
@NullMarked
package io.tdconnect.transforms.event;

import org.jspecify.annotations.NullMarked;
