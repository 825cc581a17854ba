@NullMarked
package dev.clawgateway.server.dialect.openclaw.session;

import org.jspecify.annotations.NullMarked;
