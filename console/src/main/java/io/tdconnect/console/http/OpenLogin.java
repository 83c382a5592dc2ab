// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** Lets everybody in: for a port that only this machine reaches. */
public final class OpenLogin implements Login {
    @Override
    public String user(HttpFields headers, String remoteAddress) {
        return "anonymous";
    }

    @Override
    public @Nullable String challenge() {
        return null;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
