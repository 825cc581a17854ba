package dev.clawgateway.core.device;

import java.util.Locale;

/** How it came that a device was approved. */
public enum ApprovalWay {
    /** Somebody who may looked at what it asks for. */
    OPERATOR,
    /** It came in where only this machine can. */
    LOOPBACK,
    /** It came from a network whose devices are let in. */
    NETWORK,
    /** It showed a credential of the node that it is. */
    NODE_CREDENTIAL,
    /** It showed a credential to join by. */
    JOIN_CREDENTIAL,
    /** It showed a credential that bears labels whose devices are let in. */
    LABELS;

    /** As answers write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
