// SPDX-License-Identifier: Apache-2.0
/** Conversion of points to records: schemas, names, line protocol, and the options for them. */
@NullMarked
package io.tdconnect.influxdb.record;

import org.jspecify.annotations.NullMarked;
