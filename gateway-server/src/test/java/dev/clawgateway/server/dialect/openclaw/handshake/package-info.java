@NullMarked
package dev.clawgateway.server.dialect.openclaw.handshake;

import org.jspecify.annotations.NullMarked;
