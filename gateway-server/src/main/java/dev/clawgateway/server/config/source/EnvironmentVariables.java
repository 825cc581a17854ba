package dev.clawgateway.server.config.source;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>${NAME}</code> in values; <code>$${</code> stands for a plain <code>${</code>. */
public final class EnvironmentVariables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> environment;

    public EnvironmentVariables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Names that the text refers to and that are not set. */
    public Set<String> missing(String text) {
        Set<String> missing = new LinkedHashSet<>();
        REFERENCE
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> name != null && !environment.containsKey(name))
                .forEach(missing::add);
        return missing;
    }

    /** The text with every reference replaced. Replaced text is not looked at again. */
    public String expand(String text) {
        return REFERENCE.matcher(text).replaceAll(this::replacement);
    }

    private String replacement(MatchResult match) {
        String name = match.group(1);
        return Matcher.quoteReplacement(name == null ? "${" : environment.getOrDefault(name, ""));
    }
}
