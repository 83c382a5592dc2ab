// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import java.util.List;
import java.util.Map;

/** Columns of a list of points, and the names of a point's properties. */
final class PointFileColumns {
    static final String POINT_ID = "point_id";
    static final String ENABLED = "enabled";
    static final String STABLE = "stable";
    static final String TBNAME = "tbname";
    static final String VALUE_COL = "value_col";
    static final String VALUE_TRANSFORM = "value_transform";
    static final String TYPE = "type";
    static final String QUALITY_COL = "quality_col";
    static final String TS_COL = "ts_col";
    static final String TS_TRANSFORM = "ts_transform";
    static final String REQUEST_TS_COL = "request_ts_col";
    static final String REQUEST_TS_TRANSFORM = "request_ts_transform";
    static final String RECEIVED_TS_COL = "received_ts_col";
    static final String RECEIVED_TS_TRANSFORM = "received_ts_transform";
    /** What the names of columns with a tag begin with: {@code tag::TYPE::NAME}. */
    static final String TAG = "tag::";

    /** Property: the columns in the order of the list, one a line. */
    static final String ORDER = "columns";

    /** Where values go whose line names no column. */
    static final String DEFAULT_VALUE = "val";

    static final List<String> NAMES = List.of(
            POINT_ID,
            ENABLED,
            STABLE,
            TBNAME,
            VALUE_COL,
            VALUE_TRANSFORM,
            TYPE,
            QUALITY_COL,
            TS_COL,
            TS_TRANSFORM,
            REQUEST_TS_COL,
            REQUEST_TS_TRANSFORM,
            RECEIVED_TS_COL,
            RECEIVED_TS_TRANSFORM);

    /** Other names of the same columns. */
    static final Map<String, String> OTHER_NAMES = Map.of("enable", ENABLED, "received_time_col", RECEIVED_TS_COL);

    /** Columns with times, with the columns of their expressions and what they hold. */
    static final Map<String, Time> TIMES = Map.of(
            TS_COL, new Time(TS_TRANSFORM, TableColumn.Role.ORIGINAL_TIME),
            REQUEST_TS_COL, new Time(REQUEST_TS_TRANSFORM, TableColumn.Role.SERVER_TIME),
            RECEIVED_TS_COL, new Time(RECEIVED_TS_TRANSFORM, TableColumn.Role.RECEIVED_TIME));

    private PointFileColumns() {}

    record Time(String transform, TableColumn.Role role) {}
}
