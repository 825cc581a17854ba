package dev.clawgateway.cli.gateway;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What a command may ask of the program it is part of. */
public interface Program {
    /** Which gateway was named, wherever on the line that was. */
    GatewayOptions connection();

    /** The whole program anew, to run another of its commands. */
    CommandLine again();

    /** The program that {@code command} was called in. */
    static Program of(CommandSpec command) {
        return (Program) command.root().userObject();
    }
}
