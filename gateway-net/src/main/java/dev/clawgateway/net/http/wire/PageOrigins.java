package dev.clawgateway.net.http.wire;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set of origins, some of them with whatever port. */
final class PageOrigins {
    private static final String ANY_PORT = ":*";

    /** Stands for every port; no origin has it. */
    private static final int ANY = -1;

    private final Set<PageOrigin> members;

    private PageOrigins(Set<PageOrigin> members) {
        this.members = Set.copyOf(members);
    }

    /**
     * Those named by a text each.
     *
     * @throws IllegalArgumentException naming one that is none
     */
    static PageOrigins of(Set<String> texts) {
        Set<PageOrigin> members = new HashSet<>();
        for (String text : texts) {
            PageOrigin member = parse(text);
            if (member == null) {
                throw new IllegalArgumentException(text + " is no http or https origin");
            }
            members.add(member);
        }
        return new PageOrigins(members);
    }

    private static @Nullable PageOrigin parse(String text) {
        if (!text.endsWith(ANY_PORT)) {
            return PageOrigin.parse(text);
        }
        PageOrigin named = PageOrigin.parse(text.substring(0, text.length() - ANY_PORT.length()));
        return named == null ? null : named.withPort(ANY);
    }

    boolean contain(PageOrigin origin) {
        return members.contains(origin) || members.contains(origin.withPort(ANY));
    }
}
