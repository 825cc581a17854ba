@NullMarked
package dev.clawgateway.server.dialect.openclaw.invoke;

import org.jspecify.annotations.NullMarked;
