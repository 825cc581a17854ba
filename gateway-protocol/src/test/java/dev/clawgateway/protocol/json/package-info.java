/** Tests of the claw dialect's wire layer. */
@NullMarked
package dev.clawgateway.protocol.json;

import org.jspecify.annotations.NullMarked;
