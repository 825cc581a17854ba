package dev.clawgateway.server.access.certificate;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * What in a certificate says who its holder is. It must have exactly one value: of two, one would
 * be chosen by whoever made the certificate.
 */
public enum IdentityField {
    /** The common name of the subject. */
    SUBJECT {
        @Override
        List<String> values(X509Certificate certificate) throws CertificateException {
            return commonNames(certificate);
        }
    },
    /** The only other name of the subject: of a host, or an address for mail. */
    SAN {
        @Override
        List<String> values(X509Certificate certificate) throws CertificateException {
            Collection<List<?>> names = otherNames(certificate);
            // Others than these count too: what there is besides is somebody else.
            return names.stream()
                    .map(name -> isHostOrMail(name) ? String.valueOf(name.get(1)) : "")
                    .toList();
        }
    },
    /** The only URI among the subject's other names, which must be one of SPIFFE. */
    SPIFFE {
        @Override
        List<String> values(X509Certificate certificate) throws CertificateException {
            return otherNames(certificate).stream()
                    .filter(name -> Objects.equals(name.getFirst(), URI_NAME))
                    .map(name -> String.valueOf(name.get(1)))
                    .map(uri -> SPIFFE_ID.matcher(uri).matches() ? uri : "")
                    .toList();
        }
    };

    private static final Integer MAIL_NAME = 1;
    private static final Integer HOST_NAME = 2;
    private static final Integer URI_NAME = 6;

    /** Printable, so that nothing is hidden in it and no two look alike. */
    private static final Pattern PLAIN =
            Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

    private static final Pattern SPIFFE_ID =
            Pattern.compile("spiffe://[a-z0-9._-]{1,255}(/[A-Za-z0-9._-]{1,255}){1,16}");

    abstract List<String> values(X509Certificate certificate) throws CertificateException;

    /**
     * The one value.
     *
     * @throws CertificateException when there is none, or another beside it
     */
    String valueOf(X509Certificate certificate) throws CertificateException {
        List<String> values = values(certificate);
        if (values.size() != 1) {
            throw new CertificateException(
                    "its " + word() + " has " + values.size() + " values, not one");
        }
        String value = values.getFirst();
        if (!PLAIN.matcher(value).matches() || value.contains("*")) {
            throw new CertificateException("its " + word() + " names nobody");
        }
        return value;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> commonNames(X509Certificate certificate)
            throws CertificateException {
        List<String> names = new ArrayList<>();
        try {
            for (Rdn rdn :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                Attribute name = rdn.toAttributes().get("CN");
                for (int i = 0; name != null && i < name.size(); i++) {
                    names.add(name.get(i) instanceof String text ? text : "");
                }
            }
        } catch (NamingException failure) {
            throw new CertificateException("its subject cannot be read", failure);
        }
        return names;
    }

    private static Collection<List<?>> otherNames(X509Certificate certificate)
            throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null ? Collections.emptyList() : names;
    }

    private static boolean isHostOrMail(List<?> name) {
        return Objects.equals(name.getFirst(), HOST_NAME)
                || Objects.equals(name.getFirst(), MAIL_NAME);
    }
}
