// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

/** A file for the user. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares files
public record ExploredFile(String name, String mediaType, byte[] content) {}
