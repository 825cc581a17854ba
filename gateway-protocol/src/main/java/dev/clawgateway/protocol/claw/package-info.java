/**
 * The claw dialect: its messages as records and their JSON, shared by server and client. Holds the
 * shape of messages only; what a message means, who may send it and what is answered is decided
 * elsewhere. No I/O, no state, no thread.
 */
@NullMarked
package dev.clawgateway.protocol.claw;

import org.jspecify.annotations.NullMarked;
