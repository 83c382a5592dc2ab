// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import java.io.Serial;
import java.sql.SQLException;

/** The server is of version 2, which cannot be subscribed to. */
public final class Version2Exception extends SQLException {
    @Serial
    private static final long serialVersionUID = 1L;

    public Version2Exception(String version, SQLException cause) {
        super(
                "expected TDengine 3 for a subscription, found " + version + "; set " + SelectionOptions.READ_MODE
                        + "=query",
                null,
                TdengineErrors.GATEWAY_TOO_OLD,
                cause);
    }
}
