package dev.clawgateway.server.access.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.fixture.TokenDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who need not show anything, and what they are then. */
class ListenerAuthenticatorTest {
    private static final int OWN = 990;
    private static final Principal SOMEBODY = new Principal.Operator(null);
    private static final Principal NODE = new Principal.Node(new NodeId(new UUID(1, 1)));

    private final TokenDesk tokens = new TokenDesk().give("vera's", "vera", Rights.of(Role.VIEWER));
    private final ListenerAuthenticator known =
            new ListenerAuthenticator(Set.of("free"), OWN, tokens);

    private Finding find(Principal as, Peer peer, String... shown) {
        List<Finding> findings = new ArrayList<>();
        known.authenticate(new Introduction(peer, "claw", as, null, List.of(shown)), findings::add);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static Peer at(String listener, @Nullable Integer user) {
        return new Peer(listener, true, user == null ? "127.0.0.1" : "", 0, null, user);
    }

    private static void assertIs(Finding found, @Nullable String name, @Nullable Role role) {
        assertThat(found)
                .isInstanceOfSatisfying(
                        Finding.Known.class,
                        known -> {
                            assertThat(known.caller().principal())
                                    .isEqualTo(new Principal.Operator(name));
                            assertThat(known.caller().rights())
                                    .isEqualTo(role == null ? null : Rights.of(role));
                        });
    }

    @Test
    void onAUnixSocketTheKernelTells() {
        assertIs(find(SOMEBODY, at("local", 0)), "unix:0", Role.ADMIN);
        assertIs(find(SOMEBODY, at("local", OWN)), "unix:990", Role.ADMIN);
        assertIs(find(SOMEBODY, at("local", 1000)), "unix:1000", Role.OPERATOR);
    }

    @Test
    void onlyAdminsOfTheMachineAreNodesWithoutACredential() {
        assertThat(find(NODE, at("local", 0))).isInstanceOf(Finding.Known.class);
        assertThat(find(NODE, at("local", 1000))).isInstanceOf(Finding.Refused.class);
    }

    @Test
    void aListenerThatAsksNobodyLetsEverybodyDoEverything() {
        assertIs(find(SOMEBODY, at("free", null)), null, Role.ADMIN);
        assertThat(find(NODE, at("free", null))).isInstanceOf(Finding.Known.class);
    }

    @Test
    void othersAreAskedAsEver() {
        assertThat(find(SOMEBODY, at("server", null))).isInstanceOf(Finding.Refused.class);
        assertIs(find(SOMEBODY, at("server", null), "vera's"), "vera", Role.VIEWER);
    }

    @Test
    void aGoodTokenCountsAndABadOneIsAsNone() {
        assertIs(find(SOMEBODY, at("local", 1000), "vera's"), "vera", Role.VIEWER);
        assertIs(find(SOMEBODY, at("local", 1000), "forged"), "unix:1000", Role.OPERATOR);
        assertIs(find(SOMEBODY, at("free", null), "forged"), null, Role.ADMIN);
    }
}
