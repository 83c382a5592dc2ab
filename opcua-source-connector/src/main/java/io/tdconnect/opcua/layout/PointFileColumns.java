// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import java.util.List;
import java.util.Map;

/** Columns of a points file, which are also the names of properties of a point. */
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
    /** Prefix of columns with a tag: {@code tag::TYPE::NAME}. */
    static final String TAG = "tag::";

    /** Name of a property: the columns in the order of the file, one per line. */
    static final String ORDER = "columns";

    /** Column for values of lines that name none. */
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

    /** Columns with times, with the column of their expression and their role. */
    static final Map<String, Time> TIMES = Map.of(
            TS_COL, new Time(TS_TRANSFORM, TableColumn.Role.ORIGINAL_TIME),
            REQUEST_TS_COL, new Time(REQUEST_TS_TRANSFORM, TableColumn.Role.SERVER_TIME),
            RECEIVED_TS_COL, new Time(RECEIVED_TS_TRANSFORM, TableColumn.Role.RECEIVED_TIME));

    private PointFileColumns() {}

    record Time(String transform, TableColumn.Role role) {}
}
