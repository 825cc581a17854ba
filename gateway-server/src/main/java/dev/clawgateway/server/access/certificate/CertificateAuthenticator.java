package dev.clawgateway.server.access.certificate;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.access.KnownNodes;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.TlsIdentity;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.access.LiveGrants;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes whoever shows a certificate for whom it names. A token beside it has to agree; one that is
 * no good is as if it were not there.
 */
public final class CertificateAuthenticator implements Authenticator {
    /** Of operators, so that no token is for somebody of that name. */
    static final String PREFIX = "cert:";

    private static final String NOT_FOR_THIS = "the certificate is not for this";
    private static final String DISAGREE = "the certificate and the credential disagree";
    private static final String SPIFFE = "spiffe://";

    /** In which whoever has a credential asks about it. */
    private static final String ACCESS = "access";

    private static final Set<String> REGISTRIES = Set.of("discovery", "membership");

    private final Map<String, Use> uses;
    private final Authenticator others;
    private final Kept kept;
    private final LiveGrants grants;
    private final Time time;

    /**
     * What a listener takes those for who show a certificate.
     *
     * @param role null for nodes
     * @param authorities who is believed there
     */
    public record Use(@Nullable Role role, AuthoritiesInForce authorities) {}

    /** What the gateway keeps. */
    public record Kept(Credentials credentials, KnownNodes nodes) {}

    /**
     * An authenticator.
     *
     * @param uses by listener
     * @param others finds out about whoever shows no certificate
     */
    public CertificateAuthenticator(
            Map<String, Use> uses, Authenticator others, Kept kept, LiveGrants grants, Time time) {
        this.uses = Map.copyOf(uses);
        this.others = others;
        this.kept = kept;
        this.grants = grants;
        this.time = time;
    }

    @Override
    public void authenticate(Introduction introduction, Consumer<Finding> finding) {
        TlsIdentity identity = introduction.peer().tlsIdentity();
        Use use = uses.get(introduction.peer().listener());
        if (identity == null || use == null) {
            others.authenticate(introduction, finding);
            return;
        }
        Finding.Known own = known(introduction, identity, use);
        if (own == null) {
            finding.accept(new Finding.Refused(NOT_FOR_THIS));
        } else if (introduction.tokens().isEmpty()) {
            finding.accept(own);
        } else {
            others.authenticate(introduction, other -> finding.accept(both(own, identity, other)));
        }
    }

    /** Null where the certificate is not for this, or does not hold any more. */
    private Finding.@Nullable Known known(
            Introduction introduction, TlsIdentity identity, Use use) {
        if (over(identity, use) != null) {
            return null;
        }
        Role role = use.role();
        if (role == null) {
            return node(introduction, identity, use);
        }
        return introduction.as() instanceof Principal.Operator
                        || introduction.as() instanceof Principal.Device
                ? let(
                        introduction,
                        new Principal.Operator(subject(identity)),
                        Rights.of(role),
                        grant(identity, use))
                : null;
    }

    private Finding.@Nullable Known node(Introduction introduction, TlsIdentity identity, Use use) {
        String node = nodeOf(identity.value());
        if (introduction.as() instanceof Principal.Node(NodeId id)) {
            return covers(node, id, introduction.name()) && stillIts(node, id)
                    ? new Finding.Known(
                            Caller.of(
                                    introduction.as(), introduction.dialect(), introduction.peer()),
                            grant(identity, use))
                    : null;
        }
        if (introduction.dialect().equals(ACCESS)) {
            Principal holder = new Principal.Device(Holder.NODES + node);
            return new Finding.Known(
                    Caller.of(holder, introduction.dialect(), introduction.peer()),
                    grant(identity, use));
        }
        return REGISTRIES.contains(introduction.dialect())
                ? let(
                        introduction,
                        introduction.as() instanceof Principal.Device
                                ? introduction.as()
                                : new Principal.Device(subject(identity)),
                        Rights.of(Role.OPERATOR),
                        grant(identity, use))
                : null;
    }

    /** Of an address of SPIFFE the last part. */
    private static String nodeOf(String value) {
        return value.startsWith(SPIFFE) ? value.substring(value.lastIndexOf('/') + 1) : value;
    }

    private static boolean covers(String node, NodeId id, @Nullable String name) {
        return node.equals(name) || node.equalsIgnoreCase(id.toString());
    }

    /** A node that is known by another name is another node, whatever it is called now. */
    private boolean stillIts(String node, NodeId id) {
        String known = kept.nodes().name(id);
        return known == null || covers(node, id, known);
    }

    private static Finding.Known let(
            Introduction introduction, Principal who, Rights rights, Grant grant) {
        return new Finding.Known(
                Caller.of(who, introduction.dialect(), introduction.peer()).with(rights), grant);
    }

    private static Finding both(Finding.Known own, TlsIdentity identity, Finding other) {
        return switch (other) {
            case Finding.Refused _, Finding.Later _ -> own;
            case Finding.Known token ->
                    agree(own.caller(), identity, token.caller())
                            ? new Finding.Known(
                                    token.caller(),
                                    either(own.grant(), token.grant()),
                                    token.labels())
                            : new Finding.Refused(DISAGREE);
        };
    }

    /** Whether they are the same, and the token gives nothing that the certificate does not. */
    private static boolean agree(Caller own, TlsIdentity identity, Caller token) {
        boolean same =
                token.principal().equals(own.principal())
                        || token.principal().equals(new Principal.Operator(identity.value()));
        Rights most = own.rights();
        Rights rights = token.rights();
        return same && (most == null ? rights == null : rights != null && most.include(rights));
    }

    /** Ends when one of them does. */
    private static Grant either(Grant one, Grant other) {
        return new Grant() {
            @Override
            public Watch watch(Consumer<String> ended) {
                Watch first = one.watch(ended);
                Watch second = other.watch(ended);
                return () -> {
                    first.close();
                    second.close();
                };
            }

            @Override
            public @Nullable Instant expires() {
                return Stream.of(
                                Optional.ofNullable(one.expires()),
                                Optional.ofNullable(other.expires()))
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
            }
        };
    }

    private Grant grant(TlsIdentity identity, Use use) {
        return grants.by(identity.expires(), () -> over(identity, use));
    }

    private @Nullable String over(TlsIdentity identity, Use use) {
        if (!time.now().isBefore(identity.expires())) {
            return "the certificate has expired";
        } else if (use.authorities().edition() != identity.edition()) {
            return "others are believed about certificates now: show it again";
        }
        return kept.credentials().revoked(identity.serial(), subject(identity), identity.issued())
                ? "the certificate was taken back"
                : null;
    }

    private static String subject(TlsIdentity identity) {
        return PREFIX + identity.value();
    }
}
