// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.validation.CertificateValidationUtil;
import org.eclipse.milo.opcua.stack.core.util.validation.ValidationCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts trusted certificates of servers, and stores the others in a folder for inspection. */
final class TrustList implements CertificateValidator {
    private static final Logger log = LoggerFactory.getLogger(TrustList.class);

    private static final int REJECTED_KEPT = 100;

    private final List<X509Certificate> configured;
    private final @Nullable Path trusted;
    private final @Nullable Path rejected;
    private final SecurityOptions.Trust settings;
    private final String host;
    private @Nullable String rejection;

    /**
     * A list that reads the folder again for every server.
     *
     * @param configured certificates that are trusted in addition to those in the folder
     * @param host name of the host in the configuration; what the server reports about itself proves nothing
     */
    TrustList(List<X509Certificate> configured, SecurityOptions.Trust settings, String host) {
        Path pkiDir = settings.pkiDir();
        this.settings = settings;
        this.host = host;
        this.configured = List.copyOf(configured);
        this.trusted = pkiDir == null ? null : pkiDir.resolve("trusted");
        this.rejected = pkiDir == null ? null : pkiDir.resolve("rejected");
    }

    /**
     * Why a certificate was refused since the last call, which the protocol library does not report; null if none was.
     */
    synchronized @Nullable String takeRejection() {
        String taken = rejection;
        rejection = null;
        return taken;
    }

    @Override
    public synchronized void validateCertificateChain(
            List<X509Certificate> chain, @Nullable String applicationUri, String @Nullable [] hosts)
            throws UaException {
        try {
            List<X509Certificate> accepted = accepted();
            X509Certificate certificate = chain.get(0);
            if (accepted.isEmpty() && settings.onFirstUse() && trusted != null) {
                store(trusted, certificate);
                log.warn("Trusting the certificate of the server on first use: {}", describe(certificate));
                accepted = List.of(certificate);
            }
            check(chain, accepted, applicationUri);
        } catch (IOException | CertificateException e) {
            throw refused("the folder of trusted certificates cannot be read or written: " + e.getMessage(), e);
        }
    }

    private void check(List<X509Certificate> chain, List<X509Certificate> accepted, @Nullable String applicationUri)
            throws UaException, IOException, CertificateEncodingException {
        X509Certificate certificate = chain.get(0);
        if (settings.checks() == SecurityOptions.CertificateChecks.FULL) {
            checkValidity(certificate);
        }
        try {
            PKIXCertPathBuilderResult path = CertificateValidationUtil.buildTrustedCertPath(chain, accepted, accepted);
            CertificateValidationUtil.validateTrustedCertPath(
                    path.getCertPath(), path.getTrustAnchor(), Set.of(), ValidationCheck.NO_OPTIONAL_CHECKS, false);
        } catch (UaException e) {
            String kept = "";
            if (rejected != null) {
                kept = "; it is in " + reject(rejected, certificate) + ", move it to " + trusted + " to trust it";
            }
            throw refused(describe(certificate) + kept, e);
        }
        if (settings.checks() == SecurityOptions.CertificateChecks.FULL && !accepted.contains(certificate)) {
            checkHost(certificate);
        }
        // A certificate that is trusted by itself may contain any URI.
        if (applicationUri != null && !accepted.contains(certificate)) {
            try {
                CertificateValidationUtil.checkApplicationUri(certificate, applicationUri);
            } catch (UaException e) {
                throw refused("one for another application than " + applicationUri, e);
            }
        }
    }

    private void checkValidity(X509Certificate certificate) throws UaException {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            throw refused(
                    describe(certificate) + " that is valid from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant(),
                    e);
        }
    }

    private void checkHost(X509Certificate certificate) throws UaException {
        try {
            CertificateValidationUtil.checkHostnameOrIpAddress(certificate, host);
        } catch (UaException e) {
            throw refused(
                    describe(certificate) + " for another host than " + host + "; " + SecurityOptions.CHECKS
                            + "=trust accepts it",
                    e);
        }
    }

    private UaException refused(String found, Exception cause) {
        String reason = "expected a certificate of the server that is trusted (" + SecurityOptions.PKI_DIR + ", "
                + SecurityOptions.TRUSTED + "), found " + found;
        rejection = reason;
        return new UaException(StatusCodes.Bad_SecurityChecksFailed, reason, cause);
    }

    private List<X509Certificate> accepted() throws IOException, CertificateException {
        List<X509Certificate> all = new ArrayList<>(configured);
        if (trusted != null && Files.isDirectory(trusted)) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            try (Stream<Path> files = Files.list(trusted)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    try (var in = Files.newInputStream(file)) {
                        factory.generateCertificates(in).forEach(one -> all.add((X509Certificate) one));
                    }
                }
            }
        }
        return all;
    }

    /** Keeps only the latest certificates: a server that presents a new one each time must not fill the disk. */
    private static Path reject(Path folder, X509Certificate certificate)
            throws IOException, CertificateEncodingException {
        Path kept = store(folder, certificate);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> latestFirst = files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(TrustList::changed).reversed())
                    .toList();
            for (Path file : latestFirst.subList(Math.min(REJECTED_KEPT, latestFirst.size()), latestFirst.size())) {
                Files.deleteIfExists(file);
            }
        }
        return kept;
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static Path store(Path folder, X509Certificate certificate)
            throws IOException, CertificateEncodingException {
        Files.createDirectories(folder);
        Path file = folder.resolve(thumbprint(certificate) + ".der");
        Files.write(file, certificate.getEncoded());
        return file;
    }

    private static String describe(X509Certificate certificate) {
        return "the certificate of " + certificate.getSubjectX500Principal().getName() + " with the SHA-1 thumbprint "
                + thumbprint(certificate);
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(CertificateUtil.thumbprint(certificate).bytesOrEmpty());
        } catch (UaException e) {
            return "unknown";
        }
    }
}
