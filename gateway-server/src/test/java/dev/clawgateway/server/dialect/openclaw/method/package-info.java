@NullMarked
package dev.clawgateway.server.dialect.openclaw.method;

import org.jspecify.annotations.NullMarked;
