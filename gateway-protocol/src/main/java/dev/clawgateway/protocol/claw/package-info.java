/**
 * The door to the claw dialect: its codec, and who is on the line. The messages are in the rooms
 * below, one for each half. Holds the shape of messages only; what a message means, who may send it
 * and what is answered is decided elsewhere. No I/O, no state, no thread.
 */
@NullMarked
package dev.clawgateway.protocol.claw;

import org.jspecify.annotations.NullMarked;
