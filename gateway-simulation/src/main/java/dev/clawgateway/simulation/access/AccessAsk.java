package dev.clawgateway.simulation.access;

import dev.clawgateway.protocol.access.JoinRequest;
import dev.clawgateway.protocol.access.TokenRequest;
import dev.clawgateway.simulation.peer.Wallets.Token;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request about credentials, as text. */
record AccessAsk(AccessRequest what, Token shown) {
    private static final String ROOT = "/api/v1/access/";

    String text() {
        String body = new String(body(), StandardCharsets.UTF_8);
        return method()
                + " "
                + ROOT
                + path()
                + " HTTP/1.1\r\nHost: gateway:8080\r\nConnection: close\r\nAuthorization: Bearer "
                + shown.text()
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private String method() {
        return switch (what) {
            case AccessRequest.WhoAmI _ -> "GET";
            case AccessRequest.Revoke _ -> "DELETE";
            case AccessRequest.Mint _,
                    AccessRequest.RevokeSubject _,
                    AccessRequest.Rotate _,
                    AccessRequest.Join _,
                    AccessRequest.Renew _ ->
                    "POST";
        };
    }

    private String path() {
        return switch (what) {
            case AccessRequest.WhoAmI _ -> "whoami";
            case AccessRequest.Mint _ -> "tokens";
            case AccessRequest.Revoke(String id) -> "tokens/" + id;
            case AccessRequest.RevokeSubject(String subject) -> "subjects/" + subject + "/revoke";
            case AccessRequest.Rotate _ -> "rotate";
            case AccessRequest.Join _ -> "join";
            case AccessRequest.Renew _ -> "renew";
        };
    }

    private byte[] body() {
        return switch (what) {
            case AccessRequest.Mint(var subject, var role, var clusters, boolean ownOnly) ->
                    new TokenRequest(
                                    "operator",
                                    subject,
                                    role,
                                    clusters,
                                    ownOnly,
                                    null,
                                    Map.of(),
                                    0,
                                    0)
                            .write();
            case AccessRequest.Join(String agent, String name) ->
                    new JoinRequest(agent, name).write();
            case AccessRequest.WhoAmI _,
                    AccessRequest.Revoke _,
                    AccessRequest.RevokeSubject _,
                    AccessRequest.Rotate _,
                    AccessRequest.Renew _ ->
                    new byte[0];
        };
    }

    /** Whether its answer is a token. */
    boolean makes() {
        return what instanceof AccessRequest.Mint
                || what instanceof AccessRequest.Join
                || what instanceof AccessRequest.Renew;
    }
}
