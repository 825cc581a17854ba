package dev.clawgateway.contract.compiler;

import java.io.Serial;
import java.util.List;

/** The parts make no contract; the message is a line for each thing that is wrong. */
final class ContractException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    ContractException(List<String> problems) {
        super("the contract of the API is not whole\n" + String.join("\n", problems));
    }
}
