@NullMarked
package dev.clawgateway.server.dialect.openclaw.gateway;

import org.jspecify.annotations.NullMarked;
