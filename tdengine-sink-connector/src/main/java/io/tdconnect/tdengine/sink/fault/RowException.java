// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A row cannot be written; contains the fault, the place and the error code of the server. */
public final class RowException extends DataException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private int code;
    private @Nullable String database;
    private @Nullable String table;
    private @Nullable String field;

    public RowException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public RowException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /** Adds the table for which the row was meant. */
    public RowException at(String targetDatabase, String targetTable) {
        database = targetDatabase;
        table = targetTable;
        return this;
    }

    /** Adds the field that causes the fault. */
    public RowException field(String name) {
        field = name;
        return this;
    }

    /** Adds the error code of the server. */
    public RowException code(int serverCode) {
        code = serverCode;
        return this;
    }

    public Fault fault() {
        return fault;
    }

    /** The error code of the server; 0 if the server was not involved. */
    public int code() {
        return code;
    }

    @Nullable
    String database() {
        return database;
    }

    @Nullable
    String table() {
        return table;
    }

    @Nullable
    public String field() {
        return field;
    }
}
