/**
 * The discovery dialect's requests and answers as records, and their JSON, shared by server and
 * client. The shape only: who gets the bootstrap, who leads and who is still heard is decided
 * elsewhere. No I/O, no state, no thread.
 */
@NullMarked
package dev.clawgateway.protocol.discovery;

import org.jspecify.annotations.NullMarked;
