package dev.clawgateway.core.state.membership;

import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How much a member may say of itself, and what a url has to be. */
public final class MemberLimits {
    /** Of members kept; for a further one the longest silent gives way, or it is refused. */
    public static final int MOST_MEMBERS = 10_000;

    /** Characters of an id, a cluster id, a tag, a version, a region or a zone. */
    public static final int LONGEST_TEXT = 256;

    public static final int LONGEST_URL = 2048;
    public static final int MOST_TAGS = 64;

    /** Names in metadata, or in capabilities. */
    public static final int MOST_ATTRIBUTES = 256;

    /** Characters of metadata, or of capabilities. */
    public static final int LONGEST_ATTRIBUTES = 16_384;

    /**
     * Scheme, perhaps a user, a host (name, IPv4 or bracketed IPv6), perhaps a port, and the rest.
     */
    private static final Pattern URL =
            Pattern.compile(
                    "https?://([^\\s/?#@\\[\\]]*@)?"
                            + "([a-z0-9_][a-z0-9._-]*|\\[[0-9a-f:.]+\\])"
                            + "(:[0-9]{1,5})?([/?#]\\S*)?",
                    Pattern.CASE_INSENSITIVE);

    private MemberLimits() {}

    /** What is wrong with an id; null when nothing is. */
    public static @Nullable String problem(String id) {
        return id.isEmpty() ? "id: must not be empty" : text("id", id);
    }

    static @Nullable String problem(String id, MemberCard card) {
        String[] problems = {
            problem(id),
            url(card.url()),
            card.clusterId().isEmpty() ? "clusterId: must not be empty" : null,
            text("clusterId", card.clusterId()),
            text("version", card.version()),
            text("region", card.region()),
            text("zone", card.zone()),
            tags(card),
            attributes("capabilities", card.capabilities()),
            attributes("metadata", card.metadata())
        };
        for (String problem : problems) {
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String tags(MemberCard card) {
        if (card.tags().size() > MOST_TAGS) {
            return "tags: at most " + MOST_TAGS + ", were " + card.tags().size();
        }
        for (String tag : card.tags()) {
            String problem = text("tags", tag);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    /** What is wrong with metadata or capabilities; null when nothing is. */
    public static @Nullable String attributes(String name, Attributes attributes) {
        if (attributes.values().size() > MOST_ATTRIBUTES) {
            return name
                    + ": at most "
                    + MOST_ATTRIBUTES
                    + " names, were "
                    + attributes.values().size();
        } else if (attributes.length() > LONGEST_ATTRIBUTES) {
            return name
                    + ": at most "
                    + LONGEST_ATTRIBUTES
                    + " characters of JSON, were "
                    + attributes.length();
        }
        return null;
    }

    private static @Nullable String text(String name, @Nullable String value) {
        return value == null || value.length() <= LONGEST_TEXT
                ? null
                : name + ": at most " + LONGEST_TEXT + " characters, was " + value.length();
    }

    private static @Nullable String url(String url) {
        if (url.length() > LONGEST_URL) {
            return "url: at most " + LONGEST_URL + " characters, was " + url.length();
        }
        return URL.matcher(url).matches() ? null : notAUrl(url);
    }

    private static String notAUrl(String url) {
        return "url: must be http or https with a host, such as http://127.0.0.1:4402, was '"
                + url
                + "'";
    }
}
