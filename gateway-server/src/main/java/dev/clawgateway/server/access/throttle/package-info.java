/** How long those wait who showed what is no good too often. Whoever shows what is good never. */
@NullMarked
package dev.clawgateway.server.access.throttle;

import org.jspecify.annotations.NullMarked;
