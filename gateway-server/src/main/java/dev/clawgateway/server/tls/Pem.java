package dev.clawgateway.server.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PEM files hold. The messages of what is thrown say what is wrong, and never show a key. */
final class Pem {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");

    private Pem() {}

    /** All certificates, in their order; at least one. */
    static List<X509Certificate> certificates(byte[] content) throws GeneralSecurityException {
        List<X509Certificate> certificates;
        try {
            certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(content))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (CertificateException failure) {
            throw new CertificateException(
                    "no certificate in PEM can be read in it (" + failure.getMessage() + ")",
                    failure);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate in PEM in it");
        }
        return certificates;
    }

    /**
     * The first private key.
     *
     * @param algorithm that it is expected to be of
     */
    static PrivateKey privateKey(byte[] content, String algorithm) throws GeneralSecurityException {
        Matcher found = PRIVATE_KEY.matcher(new String(content, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new InvalidKeySpecException("there is no whole private key in PEM in it");
        }
        String kind = found.group(1);
        if (kind.startsWith("ENCRYPTED")) {
            throw new InvalidKeySpecException(
                    "it is encrypted; decrypt it with: openssl pkcs8 -in OLD -out NEW");
        } else if (!kind.isEmpty()) {
            throw new InvalidKeySpecException(
                    "it is not in PKCS#8; convert it with:"
                            + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(found.group(2));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException | InvalidKeySpecException failure) {
            throw new InvalidKeySpecException(
                    "it is damaged, or not of the certificate's kind (" + algorithm + ")", failure);
        }
    }
}
