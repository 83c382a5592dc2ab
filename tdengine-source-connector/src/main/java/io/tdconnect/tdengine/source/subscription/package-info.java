// SPDX-License-Identifier: Apache-2.0
/** Reading by subscription to topics. */
@NullMarked
package io.tdconnect.tdengine.source.subscription;

import org.jspecify.annotations.NullMarked;
