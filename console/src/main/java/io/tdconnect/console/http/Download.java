// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

/** A file for the user to save. */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record Download(String name, String mediaType, byte[] content) {}
