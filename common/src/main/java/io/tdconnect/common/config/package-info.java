// SPDX-License-Identifier: Apache-2.0
/** Options of connectors and transforms: their definition, validators, and problems found while validating. */
@NullMarked
package io.tdconnect.common.config;

import org.jspecify.annotations.NullMarked;
