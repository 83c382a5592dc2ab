// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Believes a proxy that has checked the user.
 *
 * @param header that contains the user
 * @param proxies addresses from which the header is believed
 */
public record ProxyLogin(String header, Set<String> proxies) implements Login {
    public ProxyLogin {
        proxies = Set.copyOf(proxies);
    }

    @Override
    public @Nullable String user(HttpFields headers, String remoteAddress) {
        String user = proxies.contains(remoteAddress) ? headers.get(header) : null;
        return user == null || user.isBlank() ? null : user;
    }

    @Override
    public @Nullable String challenge() {
        return null;
    }
}
