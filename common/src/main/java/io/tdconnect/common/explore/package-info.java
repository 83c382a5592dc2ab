// SPDX-License-Identifier: Apache-2.0
/** What a user interface may ask of the server behind a connector. */
@NullMarked
package io.tdconnect.common.explore;

import org.jspecify.annotations.NullMarked;
