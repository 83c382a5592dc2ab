// SPDX-License-Identifier: Apache-2.0
/** Handing records from client threads to a task, and splitting work over tasks. */
@NullMarked
package io.tdconnect.common.source;

import org.jspecify.annotations.NullMarked;
