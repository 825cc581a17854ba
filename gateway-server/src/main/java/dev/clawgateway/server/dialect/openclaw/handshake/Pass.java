package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.DeviceSignature;
import dev.clawgateway.server.dialect.openclaw.session.Generation;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is let in with.
 *
 * @param device null without one
 * @param version of its signature; null without a device
 * @param voucher what spoke for it besides
 * @param paired null without a device
 */
record Pass(
        List<String> scopes,
        List<String> caps,
        List<String> commands,
        @Nullable String device,
        @Nullable DeviceSignature version,
        Pairings.Voucher voucher,
        Pairings.Decision.@Nullable Paired paired) {
    /** Who it is from now on. */
    OpenClawClient client(
            Session session, ConnectParams params, ClientRole role, ArrivalServices services) {
        int protocol = ConnectCheck.protocol(params);
        return new OpenClawClient(
                session,
                new OpenClawClient.Identity(
                        services.ids().get().toString(),
                        caller(session, params, role),
                        role,
                        scopes,
                        device,
                        params.client(),
                        caps,
                        commands,
                        params.permissions(),
                        params.pathEnv(),
                        voucher.secret(),
                        protocol,
                        generation(protocol),
                        services.time().now()));
    }

    private Caller caller(Session session, ConnectParams params, ClientRole role) {
        if (role == ClientRole.NODE && device != null) {
            return Caller.of(
                    new Principal.Node(OpenClawClient.nodeId(device)),
                    Welcome.DIALECT,
                    session.peer());
        }
        Finding.Known credential = voucher.credential();
        Principal principal =
                credential == null
                        ? new Principal.Operator(name(params))
                        : credential.caller().principal();
        return Caller.of(principal, Welcome.DIALECT, session.peer())
                .with(ScopeRights.rights(scopes, credential));
    }

    /** A name that nobody of another source can have: what a client calls itself is not proven. */
    private String name(ConnectParams params) {
        return Welcome.DIALECT + ":" + (device == null ? params.client().id() : device);
    }

    private Generation generation(int protocol) {
        if (protocol > 3) {
            return Generation.C;
        }
        return Objects.equals(version, DeviceSignature.V3) ? Generation.B : Generation.A;
    }
}
