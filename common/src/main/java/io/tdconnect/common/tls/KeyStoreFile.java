// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.WorkerFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * A key store or trust store on disk.
 *
 * @param option prefix of the names of its options
 */
record KeyStoreFile(
        String option, String location, @Nullable Password password, StoreType type) {
    KeyStore load() throws OptionException {
        try {
            KeyStore store = KeyStore.getInstance(type.name());
            store.load(new ByteArrayInputStream(WorkerFile.bytes(location)), secret());
            return store;
        } catch (IllegalArgumentException e) {
            throw new OptionException(
                    option + TlsOptions.LOCATION, "expected a readable " + type + " store; " + e.getMessage());
        } catch (IOException | GeneralSecurityException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new OptionException(
                        option + TlsOptions.PASSWORD, "expected the password of the store, found another");
            }
            throw new OptionException(
                    option + TlsOptions.LOCATION,
                    "expected a readable " + type + " store, found a problem: "
                            + e.getClass().getSimpleName());
        }
    }

    char @Nullable [] secret() {
        return password == null ? null : password.value().toCharArray();
    }
}
