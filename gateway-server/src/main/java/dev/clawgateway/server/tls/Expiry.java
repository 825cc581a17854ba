package dev.clawgateway.server.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When certificates begin and end to be good, of those in one file that begins last and ends first.
 *
 * @param what the file has, for people
 */
record Expiry(String what, Path file, Instant begins, Instant ends) {
    static Expiry of(String what, Path file, List<X509Certificate> certificates) {
        Instant begins = Instant.MIN;
        Instant ends = Instant.MAX;
        for (X509Certificate certificate : certificates) {
            Instant from = certificate.getNotBefore().toInstant();
            Instant until = certificate.getNotAfter().toInstant();
            begins = from.isAfter(begins) ? from : begins;
            ends = until.isBefore(ends) ? until : ends;
        }
        return new Expiry(what, file, begins, ends);
    }

    /** What is to be told people; null for nothing. */
    @Nullable String warning(Instant now, Duration before) {
        if (!now.isBefore(ends)) {
            return text("is over since " + ends + ": it is refused");
        } else if (now.isBefore(begins)) {
            return text("is not good before " + begins + ": it is refused till then");
        } else if (!now.plus(before).isBefore(ends)) {
            return text("ends at " + ends + ", in " + left(Duration.between(now, ends)));
        }
        return null;
    }

    private String text(String said) {
        return what + " in " + file + " " + said + "; renew it, and it is read by itself";
    }

    private static String left(Duration left) {
        return left.toDays() == 1
                ? "1 day"
                : left.toDays() > 0 ? left.toDays() + " days" : "less than a day";
    }
}
