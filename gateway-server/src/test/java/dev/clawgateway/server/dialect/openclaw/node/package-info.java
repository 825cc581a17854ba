@NullMarked
package dev.clawgateway.server.dialect.openclaw.node;

import org.jspecify.annotations.NullMarked;
