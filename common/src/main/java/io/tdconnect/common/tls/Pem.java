// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.WorkerFile;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of PEM text: its label, such as {@code CERTIFICATE}, and its binary content. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private final String label;
    private final byte[] content;

    private Pem(String label, byte[] content) {
        this.label = label;
        this.content = content;
    }

    String label() {
        return label;
    }

    byte[] content() {
        return content.clone();
    }

    /**
     * The blocks of an option's value, which is PEM text or the path of a PEM file. Line ends may be missing, or be
     * blanks or the two characters {@code \n}, as happens to PEM text in JSON.
     */
    static List<Pem> read(String option, String value) throws OptionException {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(value.contains("-----BEGIN") ? value : file(option, value));
        while (matcher.find()) {
            blocks.add(new Pem(matcher.group(1), decode(option, matcher.group(2))));
        }
        if (blocks.isEmpty()) {
            throw new OptionException(option, "expected PEM text from -----BEGIN to -----END, found no such block");
        }
        return blocks;
    }

    /** The certificates of an option's value, in order; at least one. */
    static List<X509Certificate> certificates(String option, String value) throws OptionException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Pem block : read(option, value)) {
            if (block.label.endsWith("CERTIFICATE")) {
                certificates.add(block.certificate(option));
            }
        }
        if (certificates.isEmpty()) {
            throw new OptionException(option, "expected PEM text with a CERTIFICATE, found none");
        }
        return certificates;
    }

    private X509Certificate certificate(String option) throws OptionException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
        } catch (CertificateException e) {
            throw new OptionException(option, "expected X.509 certificates, found one that is not readable");
        }
    }

    // Messages do not repeat the path: it may be a key without its BEGIN line.
    private static String file(String option, String value) throws OptionException {
        try {
            return WorkerFile.text(value);
        } catch (IllegalArgumentException e) {
            throw new OptionException(
                    option, "expected PEM text or the path of a PEM file; for the path: " + e.getMessage());
        }
    }

    private static byte[] decode(String option, String body) throws OptionException {
        if (body.contains("Proc-Type")) {
            throw new OptionException(
                    option,
                    "expected a key in PKCS#8, found one in the old encrypted format (Proc-Type: 4,ENCRYPTED); convert it"
                            + " with: openssl pkcs8 -topk8 -in old.key -out new.key");
        }
        String base64 = body.replace("\\n", "").replace("\\r", "").replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new OptionException(option, "expected PEM text with Base64 content, found other characters in it");
        }
    }
}
