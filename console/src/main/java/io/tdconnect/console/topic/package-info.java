// SPDX-License-Identifier: Apache-2.0
/** Topics of the cluster, as the pages read and write them. */
@NullMarked
package io.tdconnect.console.topic;

import org.jspecify.annotations.NullMarked;
