// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

/** A vgroup of a topic: the part of it whose positions are counted on their own. */
public record Vgroup(String topic, int number) {}
