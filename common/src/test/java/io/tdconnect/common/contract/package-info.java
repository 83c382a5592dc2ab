// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that every connector and transform has to pass, the reference pages generated from their options, and what replaces a
 * worker in tests.
 */
@NullMarked
package io.tdconnect.common.contract;

import org.jspecify.annotations.NullMarked;
