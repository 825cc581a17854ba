package dev.clawgateway.core.credential;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.workload.rules.TextLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a credential may say, and for how long. Judged where one is asked for. */
public final class CredentialLimits {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final int MOST_USES = 10_000;
    private static final int MOST_LABELS = 64;
    private static final int MOST_CLUSTERS = 1000;
    private static final int MAX_ID = 64;
    private static final int MAX_SUBJECT = 512;

    private CredentialLimits() {}

    /** How long one holds where nobody says. */
    public static Duration usual(Holder holder) {
        return switch (holder) {
            case Holder.Operator _ -> Duration.ofDays(30);
            case Holder.Node _ -> Duration.ofDays(90);
            case Holder.Join _ -> Duration.ofHours(1);
        };
    }

    /**
     * How long one is to hold; null where that is longer than it may.
     *
     * @param wish null for the usual time, or what is left of it
     * @param rest what is left; null for no bound
     */
    public static @Nullable Duration lifetime(
            Holder holder, @Nullable Duration wish, @Nullable Duration rest) {
        Duration wanted = wish == null ? usual(holder) : wish;
        if (rest == null || wanted.compareTo(rest) <= 0) {
            return wanted;
        }
        return wish == null && rest.compareTo(SHORTEST) >= 0 ? rest : null;
    }

    /** What is wrong with a wish for one, as {@code field: reason}; null when nothing is. */
    public static @Nullable String problem(Holder holder, Duration lifetime) {
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(Credential.LONGEST) > 0) {
            return "expires: must be from %d s to %d days ahead, was %d s"
                    .formatted(
                            SHORTEST.toSeconds(),
                            Credential.LONGEST.toDays(),
                            lifetime.toSeconds());
        }
        return switch (holder) {
            case Holder.Operator operator -> operator(operator);
            case Holder.Node node -> node(node.node(), node.labels());
            case Holder.Join join -> {
                String problem = node(join.node(), join.labels());
                yield problem == null && (join.uses() < 1 || join.uses() > MOST_USES)
                        ? "uses: must be from 1 to " + MOST_USES + ", was " + join.uses()
                        : problem;
            }
        };
    }

    private static @Nullable String operator(Holder.Operator operator) {
        if (operator.name().contains(Holder.PREFIX)) {
            return "subject: must not contain a colon: those are of other sources";
        }
        if (operator.rights().virtualClusters() != null) {
            if (operator.rights().virtualClusters().size() > MOST_CLUSTERS) {
                return "virtual_clusters: must be at most " + MOST_CLUSTERS;
            }
            for (String cluster : operator.rights().virtualClusters()) {
                String problem = name("virtual_clusters", cluster);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return name("subject", operator.name());
    }

    private static @Nullable String node(String node, Map<String, String> labels) {
        if (labels.size() > MOST_LABELS) {
            return "labels: must be at most " + MOST_LABELS + ", were " + labels.size();
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            Optional<String> problem = TextLimits.label(label.getKey(), label.getValue());
            if (problem.isPresent()) {
                return "labels: " + problem.get();
            }
        }
        return name("node", node);
    }

    private static @Nullable String name(String field, String name) {
        return name.isBlank()
                ? field + ": must not be empty"
                : TextLimits.name(name).map(why -> field + ": " + why).orElse(null);
    }

    /** Whether a credential can have that id. */
    public static boolean isId(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_ID
                && id.chars().allMatch(c -> c == '-' || (c < 0x80 && Character.isLetterOrDigit(c)));
    }

    /** Whether somebody can be called that. */
    public static boolean isSubject(String subject) {
        return !subject.isBlank()
                && subject.length() <= MAX_SUBJECT
                && subject.chars().noneMatch(Character::isISOControl);
    }
}
