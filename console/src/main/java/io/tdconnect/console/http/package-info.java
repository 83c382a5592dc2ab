// SPDX-License-Identifier: Apache-2.0
/** Calls of the pages: routes, login, protection against other sites, files, events. */
@NullMarked
package io.tdconnect.console.http;

import org.jspecify.annotations.NullMarked;
