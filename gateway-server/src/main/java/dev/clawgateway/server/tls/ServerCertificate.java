package dev.clawgateway.server.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the gateway shows, and its key.
 *
 * @param chain the own certificate first
 */
record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    ServerCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Out of two files.
     *
     * @throws GeneralSecurityException unless the key belongs to the certificate
     */
    static ServerCertificate of(byte[] certificate, byte[] key) throws GeneralSecurityException {
        List<X509Certificate> chain;
        try {
            chain = Pem.certificates(certificate);
        } catch (GeneralSecurityException failure) {
            throw new GeneralSecurityException("the certificate: " + failure.getMessage(), failure);
        }
        X509Certificate own = chain.getFirst();
        String algorithm = own.getPublicKey().getAlgorithm();
        String signing =
                switch (algorithm) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default ->
                            throw new GeneralSecurityException(
                                    "the certificate's key must be RSA or EC, and is " + algorithm);
                };
        PrivateKey ownKey;
        try {
            ownKey = Pem.privateKey(key, algorithm);
        } catch (GeneralSecurityException failure) {
            throw new GeneralSecurityException("the key: " + failure.getMessage(), failure);
        }
        if (!fit(own, ownKey, signing)) {
            throw new GeneralSecurityException("the key is not that of the certificate");
        }
        return new ServerCertificate(chain, ownKey);
    }

    private static boolean fit(X509Certificate certificate, PrivateKey key, String signing)
            throws GeneralSecurityException {
        byte[] text = new byte[32];
        new SecureRandom().nextBytes(text);
        Signature signer = Signature.getInstance(signing);
        signer.initSign(key);
        signer.update(text);
        byte[] signature = signer.sign();
        signer.initVerify(certificate.getPublicKey());
        signer.update(text);
        try {
            return signer.verify(signature);
        } catch (SignatureException _) {
            return false; // of another length
        }
    }
}
