/** Who is connected, and what was written down of changes. */
@NullMarked
package dev.clawgateway.server.dialect.api.gateway;

import org.jspecify.annotations.NullMarked;
