// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code certificate.checks}. */
enum CertificateChecks {
    FULL,
    TRUST
}
