package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import java.util.function.Consumer;

/** Takes everybody for who they say they are, as long as nobody is asked for more than a name. */
public final class OpenAuthenticator implements Authenticator {
    @Override
    public void authenticate(Introduction introduction, Consumer<Finding> finding) {
        finding.accept(
                new Finding.Known(
                        Caller.of(introduction.as(), introduction.dialect(), introduction.peer()),
                        Grant.OPEN));
    }
}
