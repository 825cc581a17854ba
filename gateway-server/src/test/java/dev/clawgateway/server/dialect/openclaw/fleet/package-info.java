@NullMarked
package dev.clawgateway.server.dialect.openclaw.fleet;

import org.jspecify.annotations.NullMarked;
