@NullMarked
package dev.clawgateway.protocol.claw.parts;

import org.jspecify.annotations.NullMarked;
