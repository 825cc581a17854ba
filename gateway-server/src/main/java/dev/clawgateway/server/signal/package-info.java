/** The signals that the gateway's process is sent, and what it does about them. */
@NullMarked
package dev.clawgateway.server.signal;

import org.jspecify.annotations.NullMarked;
