/** What operators ask and are answered, as records, and their JSON. Knows nothing of sessions. */
@NullMarked
package dev.clawgateway.protocol.claw.operator;

import org.jspecify.annotations.NullMarked;
