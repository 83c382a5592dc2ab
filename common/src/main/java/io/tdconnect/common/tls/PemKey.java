// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import io.tdconnect.common.config.OptionException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Reads the private key of a certificate from PEM text; no message contains any part of the key. */
final class PemKey {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
    private static final byte[] ZERO = Der.element(Der.INTEGER, new byte[] {0});
    private static final byte[] RSA = algorithm("2A864886F70D010101", "0500");
    private static final String EC_OID = "2A8648CE3D0201";

    private final PemIdentity.Names names;
    private final @Nullable Password password;
    private final PublicKey certified;

    PemKey(PemIdentity.Names names, @Nullable Password password, PublicKey certified) {
        this.names = names;
        this.password = password;
        this.certified = certified;
    }

    /** The first private key of the text or file. */
    PrivateKey read(Password pathOrText) throws OptionException {
        for (Pem block : Pem.read(names.key(), pathOrText.value())) {
            if (block.label().endsWith("PRIVATE KEY")) {
                PrivateKey key = key(block);
                checkBelongsToCertificate(key);
                return key;
            }
        }
        throw new OptionException(names.key(), "expected PEM text with a PRIVATE KEY, found none");
    }

    private PrivateKey key(Pem block) throws OptionException {
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> pkcs8(new PKCS8EncodedKeySpec(block.content()));
                case "RSA PRIVATE KEY" -> wrapped(RSA, block.content());
                case "EC PRIVATE KEY" -> wrapped(curve(block.content()), block.content());
                case "ENCRYPTED PRIVATE KEY" -> pkcs8(decrypt(block.content()));
                default -> throw problem("a key in PKCS#8, PKCS#1 or SEC1, found " + block.label());
            };
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            throw problem("a key of RSA, EC or EdDSA, found one that is not readable as " + block.label());
        }
    }

    private static PrivateKey wrapped(byte[] algorithm, byte[] key) throws InvalidKeySpecException {
        byte[] octets = Der.element(Der.OCTET_STRING, key);
        return pkcs8(new PKCS8EncodedKeySpec(Der.element(Der.SEQUENCE, ZERO, algorithm, octets)));
    }

    private static PrivateKey pkcs8(PKCS8EncodedKeySpec spec) throws InvalidKeySpecException {
        InvalidKeySpecException last = new InvalidKeySpecException();
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                last = e;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The Java runtime lacks " + algorithm, e);
            }
        }
        throw last;
    }

    /** The algorithm with the curve of the key, or with that of the certificate if the key does not name one. */
    private byte[] curve(byte[] sec1) throws OptionException {
        byte[] parameters = Der.child(sec1, Der.CONTEXT_0);
        if (parameters != null) {
            return Der.element(Der.SEQUENCE, hex("0607" + EC_OID), parameters);
        }
        byte[] ofCertificate = Der.child(certified.getEncoded(), Der.SEQUENCE);
        if (ofCertificate == null || !certified.getAlgorithm().equals("EC")) {
            throw problem("the key of " + names.certificate() + ", found an EC key for another kind of certificate");
        }
        return Der.element(Der.SEQUENCE, ofCertificate);
    }

    private PKCS8EncodedKeySpec decrypt(byte[] content) throws OptionException {
        if (password == null) {
            throw new OptionException(names.keyPassword(), "expected the password of the encrypted key, found none");
        }
        PBEKeySpec secret = new PBEKeySpec(password.value().toCharArray());
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
            // The parameters of PBES2 name the whole scheme, such as PBEWithHmacSHA256AndAES_256.
            boolean pbes2 = info.getAlgParameters() != null
                    && info.getAlgParameters().toString().startsWith("PBEWith");
            String scheme = pbes2 ? info.getAlgParameters().toString() : info.getAlgName();
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(secret),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new OptionException(names.keyPassword(), "expected the password of the key, found another");
        } catch (IOException | GeneralSecurityException e) {
            throw problem("a key encrypted with PBES2 (openssl pkcs8 -topk8 -v2 aes-256-cbc), found "
                    + e.getClass().getSimpleName());
        } finally {
            secret.clearPassword();
        }
    }

    private void checkBelongsToCertificate(PrivateKey key) throws OptionException {
        byte[] probe = {1, 2, 3};
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            if (algorithm.equals("RSASSA-PSS")) {
                return;
            }
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(probe);
            if (!signature.verify(signed)) {
                throw problem("the key of " + names.certificate() + ", found another");
            }
        } catch (GeneralSecurityException e) {
            throw problem("the key of " + names.certificate() + ", found one of another kind");
        }
    }

    private OptionException problem(String expectedAndFound) {
        return new OptionException(names.key(), "expected " + expectedAndFound);
    }

    private static byte[] algorithm(String oid, String parameters) {
        return Der.element(Der.SEQUENCE, hex("0609" + oid), hex(parameters));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
