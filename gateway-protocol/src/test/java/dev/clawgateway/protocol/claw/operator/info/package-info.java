/** Tests of the claw dialect's wire layer. */
@NullMarked
package dev.clawgateway.protocol.claw.operator.info;

import org.jspecify.annotations.NullMarked;
