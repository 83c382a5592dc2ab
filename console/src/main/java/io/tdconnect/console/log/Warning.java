// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.log;

/**
 * A warning or an error that a connector has logged.
 *
 * @param number grows from warning to warning, also over restarts of the worker
 * @param time in milliseconds since 1970
 * @param level WARN or ERROR
 * @param connector its name
 * @param message at most 1,000 characters
 */
public record Warning(long number, long time, String level, String connector, String message) {}
