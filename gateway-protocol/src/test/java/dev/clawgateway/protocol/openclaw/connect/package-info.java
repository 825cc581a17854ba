@NullMarked
package dev.clawgateway.protocol.openclaw.connect;

import org.jspecify.annotations.NullMarked;
