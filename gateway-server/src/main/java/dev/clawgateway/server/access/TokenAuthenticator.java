package dev.clawgateway.server.access;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.access.KnownNodes;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.NamePattern;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes people, programs and nodes for whom their token says they are. What they say themselves
 * never adds anything. Whoever shows nothing good is told the same, whatever it was.
 */
final class TokenAuthenticator implements Authenticator {
    /** For everybody who is nobody: what was wrong is nobody's business. */
    static final String REFUSAL =
            "a valid credential is needed: the one shown, if any, is not valid for this";

    /** Whose members may be nodes: they register themselves there, too. */
    private static final Set<String> REGISTRIES = Set.of("discovery", "membership");

    /** In which whoever has a credential asks about it. */
    private static final String ACCESS = "access";

    private final TokenJudge judge;
    private final FailedCallers failures;
    private final KnownNodes nodes;
    private final Leases leases;

    TokenAuthenticator(TokenJudge judge, FailedCallers failures, KnownNodes nodes, Leases leases) {
        this.judge = judge;
        this.failures = failures;
        this.nodes = nodes;
        this.leases = leases;
    }

    @Override
    public void authenticate(Introduction introduction, Consumer<Finding> finding) {
        switch (judge.judge(introduction.tokens())) {
            case Judgement.Good good -> {
                Finding known = known(introduction, good);
                if (known == null) {
                    refuse(introduction, Cause.NOT_FOR_THIS, finding);
                } else {
                    finding.accept(known);
                }
            }
            case Judgement.Expired _ -> refuse(introduction, Cause.EXPIRED, finding);
            case Judgement.Nothing(Cause why) -> refuse(introduction, why, finding);
        }
    }

    private void refuse(Introduction introduction, Cause why, Consumer<Finding> finding) {
        failures.failed(
                introduction.peer(),
                identity(introduction),
                why,
                pause -> finding.accept(refusal(pause)));
    }

    private static Finding refusal(Duration pause) {
        return pause.isZero() ? new Finding.Refused(REFUSAL) : new Finding.Later(REFUSAL, pause);
    }

    /** A node by its name: its id is another one at each start. */
    private static String identity(Introduction introduction) {
        String name = introduction.name();
        return switch (introduction.as()) {
            case Principal.Node(NodeId id) -> "node " + (name == null ? id : name);
            case Principal.Device(String id) -> "device " + id;
            case Principal.Operator(var claimed) -> claimed == null ? "" : "operator " + claimed;
            case Principal.Gateway _ -> "";
        };
    }

    /** Null where the credential is not for this. */
    private @Nullable Finding known(Introduction introduction, Judgement.Good good) {
        Credential credential = good.credential();
        return switch (credential.holder()) {
            case Holder.Operator(String name, Rights rights) ->
                    introduction.as() instanceof Principal.Operator
                                    || introduction.as() instanceof Principal.Device
                            ? let(introduction, new Principal.Operator(name), rights, good)
                            : null;
            case Holder.Node(String node, Map<String, String> labels) ->
                    node(introduction, node, labels, good);
            case Holder.Join _ -> null; // is exchanged, and good for nothing else
        };
    }

    private @Nullable Finding node(
            Introduction introduction,
            String node,
            Map<String, String> labels,
            Judgement.Good good) {
        if (introduction.as() instanceof Principal.Node(NodeId id)) {
            return covers(node, id, introduction.name()) && stillIts(node, id)
                    ? new Finding.Known(
                            caller(introduction, introduction.as()), grant(good), labels)
                    : null;
        }
        if (introduction.dialect().equals(ACCESS)) {
            Principal holder = new Principal.Device(good.credential().holder().subject());
            return new Finding.Known(caller(introduction, holder), grant(good));
        }
        return REGISTRIES.contains(introduction.dialect())
                ? let(
                        introduction,
                        introduction.as() instanceof Principal.Device
                                ? introduction.as()
                                : new Principal.Device(good.credential().holder().subject()),
                        Rights.of(Role.OPERATOR),
                        good)
                : null;
    }

    private static boolean covers(String node, NodeId id, @Nullable String name) {
        return (name != null && NamePattern.matches(node, name))
                || node.equalsIgnoreCase(id.toString());
    }

    /** A node that is known by another name is another node, whatever it is called now. */
    private boolean stillIts(String node, NodeId id) {
        String known = nodes.name(id);
        return known == null || covers(node, id, known);
    }

    private Finding let(
            Introduction introduction, Principal who, Rights rights, Judgement.Good good) {
        return new Finding.Known(caller(introduction, who).with(rights), grant(good));
    }

    private static Caller caller(Introduction introduction, Principal who) {
        return Caller.of(who, introduction.dialect(), introduction.peer());
    }

    private Grant grant(Judgement.Good good) {
        return leases.grant(good);
    }
}
