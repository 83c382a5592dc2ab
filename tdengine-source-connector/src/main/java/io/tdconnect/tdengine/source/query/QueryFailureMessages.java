// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import java.sql.SQLException;

/** Says which option to change when the server refuses a query. */
final class QueryFailureMessages {
    // The server also answers this while a database is being dropped, although each query names it (seen with 3.3.5).
    private static final int DATABASE_NOT_AVAILABLE = 0x380;

    private QueryFailureMessages() {}

    static String of(SQLException failure, String database) {
        ErrorClass meaning = TdengineErrors.code(failure) == DATABASE_NOT_AVAILABLE
                ? ErrorClass.DATABASE_MISSING
                : TdengineErrors.classify(failure);
        String advice = switch (meaning) {
            case DATABASE_MISSING ->
                "database " + database + " does not exist; change " + SelectionOptions.DATABASE
                        + ", or create it and restart the task";
            case AUTHENTICATION ->
                "user or password are wrong; change " + TdengineOptions.USER + " and " + TdengineOptions.PASSWORD;
            case PERMISSION -> "the user of " + TdengineOptions.USER + " may not read database " + database;
            default -> "it cannot be read as configured";
        };
        return "TDengine: " + advice + ": " + failure.getMessage();
    }
}
