@NullMarked
package dev.clawgateway.server.dialect.openclaw.broadcast;

import org.jspecify.annotations.NullMarked;
