// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A row cannot be written, with what a user has to know to find out why. */
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

    /** Adds where it would have gone. */
    public RowException at(String targetDatabase, String targetTable) {
        database = targetDatabase;
        table = targetTable;
        return this;
    }

    /** Adds the field that is to blame. */
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

    /** The error code of the server, 0 if it was not asked. */
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
