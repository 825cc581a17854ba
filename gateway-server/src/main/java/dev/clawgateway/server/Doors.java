package dev.clawgateway.server;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.access.OpenAuthenticator;

/** Who is let in, and who may do what. */
public record Doors(Authenticator authenticator, Access access) {
    /** Everybody, and everything. */
    public static final Doors OPEN = new Doors(new OpenAuthenticator(), new OpenAccess());
}
