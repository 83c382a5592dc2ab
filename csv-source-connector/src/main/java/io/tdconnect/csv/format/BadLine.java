// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

/**
 * A line that is not a row.
 *
 * @param line number, 0 if it is not known
 * @param column number of the field, from 1; 0 if the whole line is wrong
 * @param reason what was expected and found, without content of the line
 * @param text of the line
 */
public record BadLine(long line, int column, String reason, String text) {}
