// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dns|Expected a server at x:1883, found no host of the name x (DNS)",
                "refused|Expected a server at 127.0.0.1:1, found nothing that listens there (Connection refused)",
                "timeout|Expected a server at 10.0.0.1:1, found no answer to a connection within 100 ms, as where a firewall drops packets",
                "tls|The certificate of the broker at x is not trusted (PKIX path building failed); change tls.ca",
                "auth|The broker refuses this user; change user or password",
                "permission|TDengine: the user has no privilege for this operation",
                "missing|The database power does not exist",
                "other|expected a number from 1 to 10, found 11"
            })
    void isFoundInMessages(String cause, String message) {
        assertThat(Cause.of(message).word()).isEqualTo(cause);
    }
}
