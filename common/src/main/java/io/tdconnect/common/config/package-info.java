// SPDX-License-Identifier: Apache-2.0
/** Options of connectors and transforms: definitions, validators, and problems that validation finds. */
@NullMarked
package io.tdconnect.common.config;

import org.jspecify.annotations.NullMarked;
