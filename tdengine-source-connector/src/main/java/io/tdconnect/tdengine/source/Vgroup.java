// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

/** A vgroup of a topic: the part of it whose positions are counted on their own. */
record Vgroup(String topic, int number) {}
