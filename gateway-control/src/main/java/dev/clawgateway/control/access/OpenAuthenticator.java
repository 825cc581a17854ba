package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import java.util.function.Consumer;

/** Takes everybody for who they say they are, as long as nobody is asked for more than a name. */
public final class OpenAuthenticator implements Authenticator {
    @Override
    public void authenticate(Claim claim, Consumer<Verdict> verdict) {
        verdict.accept(new Verdict.Known(Caller.of(claim.as(), claim.dialect(), claim.peer())));
    }
}
