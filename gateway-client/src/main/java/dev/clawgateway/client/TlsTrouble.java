package dev.clawgateway.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a client and a gateway do not believe each other, in words that say what to do about it. */
public final class TlsTrouble {
    /** What it is; then, after a semicolon, what to do about it. */
    private static final String UNKNOWN_AUTHORITY =
            "its certificate is not from an authority that is trusted here;"
                    + " --ca-file FILE names the certificate of the authority to trust";

    private static final String OTHER_NAME =
            "its certificate is for other names than the one in the URL;"
                    + " write the URL with a name that the certificate has, or have one issued for this"
                    + " name (--ca-file is not at fault)";
    private static final String OVER =
            "its certificate has expired, or that of its authority;"
                    + " have it renewed there, or give the renewed authority to --ca-file";
    private static final String EARLY =
            "its certificate is not good yet by the clock of this machine;"
                    + " see whether that clock is right";
    private static final String CLIENT =
            "it believes no certificate that was shown to it, or wants one;"
                    + " --client-cert FILE and --client-key FILE say what to show";

    private static final Pattern NAME_MISMATCH =
            Pattern.compile("No name matching .*|No subject alternative .*");
    private static final Pattern REFUSAL =
            Pattern.compile(
                    ".*fatal alert: (bad_certificate|certificate_.*|unknown_ca|access_denied"
                            + "|unsupported_certificate).*");

    private TlsTrouble() {}

    /** Null where a failure is about something else. */
    public static @Nullable String words(Throwable failure) {
        List<Throwable> chain = chain(failure);
        if (has(chain, CertificateExpiredException.class::isInstance)) {
            return OVER;
        } else if (has(chain, CertificateNotYetValidException.class::isInstance)) {
            return EARLY;
        } else if (has(chain, says(NAME_MISMATCH))) {
            return OTHER_NAME;
        } else if (has(chain, CertPathBuilderException.class::isInstance)
                || has(chain, CertPathValidatorException.class::isInstance)) {
            return UNKNOWN_AUTHORITY;
        }
        return has(chain, says(REFUSAL)) ? CLIENT : null;
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = failure; one != null && chain.size() < 20; one = one.getCause()) {
            chain.add(one);
        }
        return chain;
    }

    private static boolean has(List<Throwable> chain, Predicate<Throwable> wanted) {
        return chain.stream().anyMatch(wanted);
    }

    private static Predicate<Throwable> says(Pattern words) {
        return failure -> words.matcher(String.valueOf(failure.getMessage())).matches();
    }
}
