// SPDX-License-Identifier: Apache-2.0
/** Kinds of sources and sinks, and the options of a connector as a form. */
@NullMarked
package io.tdconnect.console.form;

import org.jspecify.annotations.NullMarked;
