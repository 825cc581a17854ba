package dev.clawgateway.core.space;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a workspace may be called, and which repositories it may name. */
public final class WorkspaceText {
    public static final int MAX_NAME_LENGTH = 63;
    public static final int MAX_REPO_BYTES = 2048;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?");

    /** With what the usual schemes have before the host, but for a password. */
    private static final Pattern URL =
            Pattern.compile("(https?|ssh|git)://([^/@:\\s]+@)?[^/@\\s]+(/\\S*)?");

    /** As ssh has it: {@code git@host:path}. */
    private static final Pattern SHORT = Pattern.compile("([\\w.-]+@)?[\\w][\\w.-]*:[^:\\s]\\S*");

    /** As {@code owner/name} or {@code host/owner/name}. */
    private static final Pattern PATH = Pattern.compile("[\\w][\\w.-]*(/[\\w][\\w.-]*)+");

    private WorkspaceText() {}

    /** Why it cannot be called so, as {@code name: reason}; null when it can. */
    public static @Nullable String nameProblem(String name) {
        return name.length() <= MAX_NAME_LENGTH && NAME.matcher(name).matches()
                ? null
                : "name: 1 to "
                        + MAX_NAME_LENGTH
                        + " lower-case letters, digits, '.', '_' and '-', the first and the last a"
                        + " letter or digit";
    }

    /**
     * Why that is no repository it may have, as {@code repo: reason}; null when it is one. Whoever
     * hands it to a program must not be made to run another by it, and a password in it would be
     * shown to all who see the workspace.
     */
    public static @Nullable String repoProblem(String repo) {
        if (repo.isEmpty()) {
            return "repo: must not be empty";
        } else if (repo.getBytes(StandardCharsets.UTF_8).length > MAX_REPO_BYTES) {
            return "repo: at most " + MAX_REPO_BYTES + " bytes";
        } else if (repo.codePoints().anyMatch(WorkspaceText::isOutOfPlace)) {
            return "repo: must not contain white space or control characters";
        } else if (repo.contains("://")) {
            return URL.matcher(repo).matches() ? null : URL_RULE;
        }
        boolean known = SHORT.matcher(repo).matches() || PATH.matcher(repo).matches();
        return known && !repo.contains("::") ? null : FORM_RULE;
    }

    private static final String URL_RULE =
            "repo: a URL has the scheme https, http, ssh or git, a host, and no password";

    private static final String FORM_RULE =
            "repo: a URL (https, http, ssh, git), user@host:path, or owner/name";

    private static boolean isOutOfPlace(int c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
