package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.client.api.RefusedException;

/** What people are told when a gateway refuses. */
public final class RefusalText {
    private RefusalText() {}

    /** Such as {@code no node with id 4711 (code 1001)}. */
    public static String of(RefusedException refusal) {
        return Display.printable(String.valueOf(refusal.getMessage()))
                + " ("
                + refusal.reference()
                + ")";
    }
}
