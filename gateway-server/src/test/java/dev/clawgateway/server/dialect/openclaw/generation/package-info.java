@NullMarked
package dev.clawgateway.server.dialect.openclaw.generation;

import org.jspecify.annotations.NullMarked;
