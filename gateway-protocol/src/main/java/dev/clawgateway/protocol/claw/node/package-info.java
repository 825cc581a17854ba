/** What nodes say and are told, as records, and their JSON. Knows nothing of operators. */
@NullMarked
package dev.clawgateway.protocol.claw.node;

import org.jspecify.annotations.NullMarked;
