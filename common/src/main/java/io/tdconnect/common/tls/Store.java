// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import io.tdconnect.common.config.OptionProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * A key store or trust store on disk.
 *
 * @param option prefix of its options
 */
record Store(String option, String location, @Nullable Password password, StoreType type) {
    KeyStore load() throws OptionProblem {
        try (InputStream in = Files.newInputStream(Path.of(location))) {
            KeyStore store = KeyStore.getInstance(type.name());
            store.load(in, secret());
            return store;
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new OptionProblem(
                        option + TlsOptions.PASSWORD, "expected the password of the store, found another");
            }
            throw new OptionProblem(
                    option + TlsOptions.LOCATION,
                    "expected a readable " + type + " store, found a problem: "
                            + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    char @Nullable [] secret() {
        return password == null ? null : password.value().toCharArray();
    }
}
