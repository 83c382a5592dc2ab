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
 * Identifies a user by a password that only the server which the trust list accepts can read.
 *
 * <p>What an endpoint asks for comes from a discovery that nothing protects, so that somebody in between may have put in that
 * passwords are sent in clear, or other certificates.
 */
final class PasswordIdentity {
    private PasswordIdentity() {}

    /**
     * The user of a session at an endpoint.
     *
     * @throws OpcFailure if the password could be read by others and that is not wanted
     */
    static IdentityProvider of(SecurityOptions.User user, EndpointDescription endpoint, CertificateValidator trust)
            throws OpcFailure {
        Password password = user.password();
        String text = password == null ? "" : password.value();
        if (user.unverified()) {
            return new UsernameProvider(user.name(), text);
        }
        UserTokenPolicy safe = safe(endpoint);
        if (safe == null) {
            throw new OpcFailure(
                    SecurityOptions.PASSWORD,
                    true,
                    "expected a session in which the password is encrypted, found that " + SecurityOptions.POLICY
                            + " and "
                            + SecurityOptions.MODE + " and what the server asks for would send it in clear; choose a"
                            + " policy, or " + SecurityOptions.PASSWORD_UNVERIFIED + "=true to send it all the same",
                    null);
        }
        return new UsernameProvider(user.name(), text, trust, policies -> safe);
    }

    /** How the password is encrypted, by itself or with all messages; null if it would not be. */
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
