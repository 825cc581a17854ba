@NullMarked
package dev.clawgateway.server.dialect.openclaw.agent;

import org.jspecify.annotations.NullMarked;
