// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

/** A file for the user. */
public record ExploredFile(String name, String mediaType, byte[] content) {}
