// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import java.util.List;
import org.apache.kafka.common.config.types.Password;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a user by a password that can be read only by a server whose certificate is trusted.
 *
 * <p>The endpoint descriptions come from an unprotected discovery request. An attacker in between could have changed
 * them to request passwords in clear text, or replaced the certificates.
 */
final class PasswordIdentity {
    private PasswordIdentity() {}

    /**
     * The user of a session at an endpoint.
     *
     * @throws OpcuaFailure if others could read the password, and the configuration does not allow that
     */
    static IdentityProvider of(SecurityOptions.User user, EndpointDescription endpoint, CertificateValidator trust)
            throws OpcuaFailure {
        Password password = user.password();
        String text = password == null ? "" : password.value();
        if (user.unverified()) {
            return new UsernameProvider(user.name(), text);
        }
        UserTokenPolicy safe = safe(endpoint);
        if (safe == null) {
            throw new OpcuaFailure(
                    SecurityOptions.PASSWORD,
                    true,
                    "expected a session in which the password is encrypted, found that " + SecurityOptions.POLICY
                            + " and "
                            + SecurityOptions.MODE + " and what the server asks for would send it in clear; choose a"
                            + " policy, or " + SecurityOptions.PASSWORD_UNVERIFIED + "=true to send it anyway",
                    null);
        }
        return new UsernameProvider(user.name(), text, trust, policies -> safe);
    }

    /** How the password is encrypted: by itself or with all messages; null if it would not be encrypted. */
    private static @Nullable UserTokenPolicy safe(EndpointDescription endpoint) {
        UserTokenPolicy[] offered = endpoint.getUserIdentityTokens();
        List<UserTokenPolicy> passwords = List.of(offered == null ? new UserTokenPolicy[0] : offered).stream()
                .filter(policy -> policy.getTokenType() == UserTokenType.UserName)
                .toList();
        boolean allEncrypted = endpoint.getSecurityMode() == MessageSecurityMode.SignAndEncrypt;
        return passwords.stream()
                .filter(policy -> encrypts(policy, endpoint))
                .findFirst()
                .orElse(allEncrypted && !passwords.isEmpty() ? passwords.get(0) : null);
    }

    private static boolean encrypts(UserTokenPolicy policy, EndpointDescription endpoint) {
        String own = policy.getSecurityPolicyUri();
        String uri = own == null || own.isEmpty() ? endpoint.getSecurityPolicyUri() : own;
        return SecurityPolicy.fromUriSafe(uri)
                .filter(known -> known != SecurityPolicy.None)
                .isPresent();
    }
}
