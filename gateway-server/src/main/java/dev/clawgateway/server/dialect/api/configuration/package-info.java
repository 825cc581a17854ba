/** The gateway's configuration over HTTP: to see it, and to have it read again. */
@NullMarked
package dev.clawgateway.server.dialect.api.configuration;

import org.jspecify.annotations.NullMarked;
