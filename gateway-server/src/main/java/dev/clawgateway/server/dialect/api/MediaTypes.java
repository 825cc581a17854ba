package dev.clawgateway.server.dialect.api;

import dev.clawgateway.server.http.AcceptHeader;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What bodies are, and which of several forms a client likes best (RFC 9110). */
final class MediaTypes {
    private MediaTypes() {}

    /** A content type without its parameters; empty where none is given. */
    static String of(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Of several forms the one that is liked best, the earlier of two that are liked the same. Null
     * where none is liked; empty where there is no body to like.
     */
    static @Nullable String best(List<String> forms, String accept) {
        String best = forms.isEmpty() ? "" : null;
        double liked = 0;
        for (String form : forms) {
            int slash = form.indexOf('/');
            double quality =
                    AcceptHeader.quality(
                            accept, form.substring(0, slash), form.substring(slash + 1));
            if (quality > liked) {
                liked = quality;
                best = form;
            }
        }
        return best;
    }
}
