// SPDX-License-Identifier: Apache-2.0
/** Which points a task reads: lists, files and browsing, and how tasks share them. */
@NullMarked
package io.tdconnect.opcua.point;

import org.jspecify.annotations.NullMarked;
