package dev.clawgateway.server.access.listener;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows those who need not show anything: whoever comes in by a listener that asks nobody, and by a
 * Unix socket root and this gateway's own user, who are admins, and members of its group, who are
 * operators. Whatever is shown all the same counts if it is good.
 */
public final class ListenerAuthenticator implements Authenticator {
    /** Of people and programs, so that no token is for somebody of that name. */
    static final String PREFIX = "unix:";

    private static final int ROOT = 0;

    private final Set<String> unasked;
    private final int ownUser;
    private final Authenticator others;

    /**
     * An authenticator.
     *
     * @param unasked listeners that ask nobody
     * @param ownUser that this process runs as
     * @param others finds out about everybody else
     */
    public ListenerAuthenticator(Set<String> unasked, int ownUser, Authenticator others) {
        this.unasked = Set.copyOf(unasked);
        this.ownUser = ownUser;
        this.others = others;
    }

    @Override
    public void authenticate(Introduction introduction, Consumer<Finding> finding) {
        Finding.Known free = free(introduction);
        if (free == null) {
            others.authenticate(introduction, finding);
        } else if (introduction.tokens().isEmpty()) {
            finding.accept(free);
        } else {
            others.authenticate(
                    introduction,
                    other -> finding.accept(other instanceof Finding.Known ? other : free));
        }
    }

    /** Null for whoever has to show something. */
    private Finding.@Nullable Known free(Introduction introduction) {
        Integer user = introduction.peer().user();
        if (unasked.contains(introduction.peer().listener())) {
            return known(introduction, introduction.as(), Rights.FULL);
        } else if (user == null) {
            return null;
        }
        boolean admin = user == ROOT || user == ownUser;
        return switch (introduction.as()) {
            // Who may read the keys of this gateway could be any node anyway.
            case Principal.Node node -> admin ? known(introduction, node, null) : null;
            case Principal.Operator _ ->
                    known(introduction, new Principal.Operator(PREFIX + user), rights(admin));
            case Principal.Device device -> known(introduction, device, rights(admin));
            case Principal.Gateway _ -> null;
        };
    }

    private static Rights rights(boolean admin) {
        return Rights.of(admin ? Role.ADMIN : Role.OPERATOR);
    }

    private static Finding.Known known(
            Introduction introduction, Principal who, @Nullable Rights rights) {
        Caller caller = Caller.of(who, introduction.dialect(), introduction.peer());
        boolean node = who instanceof Principal.Node;
        return new Finding.Known(node || rights == null ? caller : caller.with(rights), Grant.OPEN);
    }
}
