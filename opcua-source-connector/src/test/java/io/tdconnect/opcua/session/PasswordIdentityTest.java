// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.types.Password;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which servers receive a password, whatever a server or an attacker in between requests. */
class PasswordIdentityTest {
    private static final String SECRET = "s3cret";

    @ParameterizedTest
    @CsvSource({
        // As the endpoint, which does not encrypt; some servers send an empty text for it.
        "None, None,",
        "None, None, ''",
        "None, None, None",
        // An attacker in between has changed the request of the server.
        "Basic256Sha256, Sign, None",
        "None, None, Unheard",
    })
    void itIsNotSentInClear(SecurityPolicy policy, MessageSecurityMode mode, @Nullable String token) {
        Throwable refused = catchThrowable(
                () -> PasswordIdentity.of(user(false), endpoint(policy, mode, token), (chain, uri, hosts) -> {}));

        assertThat(refused)
                .isInstanceOfSatisfying(OpcuaFailure.class, failure -> {
                    assertThat(failure.option()).isEqualTo("password");
                    assertThat(failure.permanent()).isTrue();
                })
                .hasMessageContaining("password.unverified=true");
        assertThat(refused.getMessage()).doesNotContain(SECRET);
    }

    @Test
    void thatMayBeWanted() throws Exception {
        IdentityProvider wanted = PasswordIdentity.of(
                user(true), endpoint(SecurityPolicy.None, MessageSecurityMode.None, null), (chain, uri, hosts) -> {});

        assertThat(wanted.getIdentityToken(
                        endpoint(SecurityPolicy.None, MessageSecurityMode.None, null), ByteString.NULL_VALUE))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Basic256Sha256, Sign,",
        "Basic256Sha256, SignAndEncrypt,",
        // All messages are encrypted.
        "Basic256Sha256, SignAndEncrypt, None",
        "None, None, Basic256Sha256",
    })
    void encryptedItIsSent(SecurityPolicy policy, MessageSecurityMode mode, @Nullable String token) throws Exception {
        assertThat(PasswordIdentity.of(user(false), endpoint(policy, mode, token), (chain, uri, hosts) -> {}))
                .isNotNull();
    }

    private static SecurityOptions.User user(boolean unverified) {
        return new SecurityOptions.User("operator", new Password(SECRET), unverified, null, null, null);
    }

    private static EndpointDescription endpoint(
            SecurityPolicy policy, MessageSecurityMode mode, @Nullable String tokenPolicy) {
        List<UserTokenPolicy> tokens = new ArrayList<>();
        tokens.add(new UserTokenPolicy("anonymous", UserTokenType.Anonymous, null, null, null));
        tokens.add(new UserTokenPolicy("user", UserTokenType.UserName, null, null, uri(tokenPolicy)));
        return new EndpointDescription(
                "opc.tcp://127.0.0.1:4840",
                null,
                ByteString.NULL_VALUE,
                mode,
                policy.getUri(),
                tokens.toArray(UserTokenPolicy[]::new),
                null,
                Unsigned.ubyte(0));
    }

    private static @Nullable String uri(@Nullable String policy) {
        if (policy == null || policy.isEmpty()) {
            return policy;
        }
        return policy.equals("Unheard")
                ? "http://example/Unheard"
                : SecurityPolicy.valueOf(policy).getUri();
    }
}
