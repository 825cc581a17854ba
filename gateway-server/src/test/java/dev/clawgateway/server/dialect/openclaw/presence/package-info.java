@NullMarked
package dev.clawgateway.server.dialect.openclaw.presence;

import org.jspecify.annotations.NullMarked;
